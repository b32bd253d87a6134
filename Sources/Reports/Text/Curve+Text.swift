extension Curve {
  private static let marks: [Character] = ["●", "○", "◇", "△"]
  private static let labelWidth = 8

  /// A plot of characters.
  /// - Parameter width: of a line, in columns; 30 at the least.
  /// - Returns: no lines where there are not two points.
  package func lines(width: Int, height: Int = 8) -> [String] {
    guard let range, height > 1 else { return [] }
    let columns = max(30, width) - Self.labelWidth - 1
    let (low, high) = (range.values.lowerBound, range.values.upperBound)
    var cells = [[Character]](repeating: [Character](repeating: " ", count: columns), count: height)
    for (line, mark) in zip(series, Self.marks).reversed() {
      for point in line.points where point.value.isFinite {
        let row = Int(((high - point.value) / (high - low) * Double(height - 1)).rounded())
        cells[row][max(0, point.step) * (columns - 1) / range.last] = mark
      }
    }
    let names = zip(series, Self.marks).map { "\($1) \($0.name)" }.joined(separator: ", ")
    let rows = cells.enumerated().map { index, cells in
      let label = index == 0 ? high : index == height - 1 ? low : nil
      return Column.right(label.map { FigureUnit.fixed($0, 3) } ?? "", Self.labelWidth - 1)
        + (label == nil ? " │" : " ┤") + String(cells.reversed().drop { $0 == " " }.reversed())
    }
    let axis = String(repeating: " ", count: Self.labelWidth) + "└" + String(repeating: "─", count: columns)
    let end = Column.right("\(range.last) \(unit)", columns - 1)
    return ["\(title): \(names)"] + rows + [
      axis, String(repeating: " ", count: Self.labelWidth + 1) + "0" + end,
    ]
  }
}
