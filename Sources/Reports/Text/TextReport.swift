import Screen

extension Page {
  /// For a terminal or a file: lines of at most `width` cells, 80 or more, without colours or other escapes.
  package func text(width: Int) -> String {
    let width = max(80, width)
    var lines = Self.wrapped(title + "  " + facts, width: width, indent: 0) + [""]
    for section in sections {
      lines += [section.title.uppercased(), ""]
      lines += Self.wrapped(section.introduction, width: width, indent: 1)
      for block in section.blocks { lines += [""] + block.lines(width: width) }
      lines += ["", ""]
    }
    while lines.last == "" { lines.removeLast() }
    return lines.map { Self.trimmed($0) }.joined(separator: "\n") + "\n"
  }

  static func wrapped(_ text: String, width: Int, indent: Int) -> [String] {
    VisibleText(text).wrapped(to: width - indent).map { String(repeating: " ", count: indent) + $0.text }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension Block {
  func lines(width: Int) -> [String] {
    switch self {
    case .text(let text): Page.wrapped(text, width: width, indent: 1)
    case .table(let table): table.lines(width: width)
    case .forest(let forest): forest.lines(width: width)
    case .reliability(let plot): plot.lines(width: width)
    case .matrix(let matrix): matrix.lines(width: width)
    case .curve(let curve): curve.lines(width: width)
    }
  }
}
