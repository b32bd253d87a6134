extension ReliabilityPlot {
  /// A bar a bin, as long as predictions were right, and a line across it where their confidence would have it end.
  func lines(width: Int) -> [String] {
    guard !bins.isEmpty else { return [] }
    let counts = bins.map { "n \($0.n)" }
    let countWidth = Column.width(counts)
    let rangeWidth = Column.width(bins.map(\.range))
    let barWidth = max(10, min(50, width - rangeWidth - countWidth - 34))
    var lines = Page.wrapped(
      "\(title): █ right, │ where its confidence would have it", width: width, indent: 1)
    for (bin, count) in zip(bins, counts) {
      let numbers =
        "\(FigureUnit.percent.text(bin.accuracy)) % \(bin.interval.map { FigureUnit.percent.text($0) } ?? "")"
      lines.append(
        " " + Column.left(bin.range, rangeWidth) + "  "
          + Self.bar(bin.accuracy, mark: bin.confidence, width: barWidth) + "  " + Column.left(numbers, 22)
          + "  " + Column.right(count, countWidth))
    }
    return lines
  }

  /// In eighths of a cell.
  static func bar(_ share: Double, mark: Double, width: Int) -> String {
    let eighths = Int((max(0, min(1, share)) * Double(8 * width)).rounded())
    var row = [Character](repeating: "█", count: eighths / 8)
    if eighths % 8 > 0 { row.append(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1]) }
    row += [Character](repeating: "·", count: max(0, width - row.count))
    row[max(0, min(width - 1, Int((mark * Double(width)).rounded(.down))))] = "│"
    return String(row)
  }
}
