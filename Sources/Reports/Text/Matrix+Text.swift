extension Matrix {
  /// Numbers below the diagonal, columns by number; the least and the most agreed where there is no room.
  func lines(width: Int) -> [String] {
    let numbers = names.indices.map { "\($0 + 1)" }
    let labelWidth = min(Column.width(names), width - 8 - 6 * (names.count - 1))
    guard labelWidth >= 8 else { return extremes(width: width) }
    var lines = Page.wrapped(title, width: width, indent: 1)
    var head = String(repeating: " ", count: labelWidth + 5)
    for number in numbers.dropLast() { head += Column.right(number, 6) }
    lines.append(head)
    for (row, name) in names.enumerated() {
      let cells = values[row].map { Column.right($0.map { FigureUnit.percent.text($0) } ?? "–", 6) }
      lines += Column.row(Column.right(numbers[row], 2) + " " + name, labelWidth + 3, " " + cells.joined())
    }
    return lines
  }

  private func extremes(width: Int) -> [String] {
    var pairs: [(label: String, value: Double)] = []
    for row in names.indices {
      for column in 0..<row {
        if let value = values[row][column] { pairs.append(("\(names[column]) · \(names[row])", value)) }
      }
    }
    pairs.sort { $0.value > $1.value }
    let most = 5
    let shown = pairs.count <= 2 * most ? pairs : Array(pairs.prefix(most) + pairs.suffix(most))
    let rows = shown.map { [$0.label, FigureUnit.percent.text($0.value)] }
    let note = shown.count < pairs.count ? ": the \(most) highest and lowest of \(pairs.count)" : ""
    return Table(title: title + note, columns: ["", ""], rows: rows).lines(width: width)
  }
}
