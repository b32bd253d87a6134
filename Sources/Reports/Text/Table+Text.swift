extension Table {
  func lines(width: Int) -> [String] {
    guard !rows.isEmpty else { return [] }
    var widths = columns.indices.map { column in
      Column.width([columns[column]] + rows.map { $0.indices.contains(column) ? $0[column] : "" })
    }
    // The first column gives way where the others leave too little.
    let others = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
    widths[0] = max(12, min(widths[0], width - 1 - others))
    let lines = ([columns] + rows).flatMap { row in
      let cells = zip(row, widths).dropFirst().map { "  " + Column.right($0, $1) }
      return Column.row(row.first ?? "", widths[0], cells.joined())
    }
    return (title.isEmpty ? [] : Page.wrapped(title, width: width, indent: 1)) + lines
      + remarks.flatMap { Page.wrapped($0, width: width, indent: 1) }
  }
}
