extension Table {
  func lines(width: Int) -> [String] {
    guard !rows.isEmpty else { return [] }
    var widths = columns.indices.map { column in
      Column.width([columns[column]] + rows.map { $0.indices.contains(column) ? $0[column] : "" })
    }
    // The first column gives way where the others leave too little; a reason in a number's place may run on.
    let others = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
    widths[0] = max(8, min(widths[0], width - 1 - others))
    let lines = ([columns] + rows).map { row in
      var line = " " + Column.left(row.first ?? "", widths[0])
      for (cell, width) in zip(row, widths).dropFirst() { line += "  " + Column.right(cell, width) }
      return line
    }
    return (title.isEmpty ? [] : Page.wrapped(title, width: width, indent: 1)) + lines
  }
}
