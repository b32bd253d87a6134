/// A frame as text that a person can read and a test can compare: the cells, then which style each has.
extension Frame {
  package var golden: String {
    let used = Self.distinct(cells.map(\.style))
    let letters = "·abcdefghijklmnopqrstuvwxyz".map(String.init)
    var letter: [Style: String] = [:]
    for (index, style) in used.enumerated() { letter[style] = letters[min(index, letters.count - 1)] }

    var lines = ["\(size.width)×\(size.height)"]
    lines += rows { $0.width == 0 ? "" : $0.text }
    lines.append("styles")
    lines += rows { letter[$0.style] ?? "?" }
    lines += used.map { "\(letter[$0] ?? "?") \($0.golden)" }
    lines += slots.map {
      "image \($0.picture.image) box \($0.picture.box.width)×\($0.picture.box.height) "
        + "at \($0.area.column),\($0.area.row) \($0.area.width)×\($0.area.height)"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func rows(_ text: (Cell) -> String) -> [String] {
    (0..<size.height).map { row in
      let line = (0..<size.width).map { text(self[$0, row]) }.joined()
      return "│" + line + "│"
    }
  }

  private static func distinct(_ styles: [Style]) -> [Style] {
    var seen: Set<Style> = []
    return styles.filter { seen.insert($0).inserted }
  }
}

extension Style {
  fileprivate var golden: String {
    let names = Attributes.names.filter { attributes.contains($0.attribute) }.map(\.name)
    return ["fg \(foreground.golden)", "bg \(background.golden)"].joined(separator: " ")
      + names.map { " \($0)" }.joined()
  }
}

extension Color {
  fileprivate var golden: String {
    switch self {
    case .terminalDefault: "default"
    case .rgb(let red, let green, let blue):
      "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }
}
