extension Forest {
  /// A row a figure: label, interval along the axis, number, interval in numbers, n.
  func lines(width: Int) -> [String] {
    guard !rows.isEmpty else { return [] }
    let numbers = rows.map { $0.value.map { unit.text($0) + unit.suffix } ?? "" }
    let remarks = remarks
    let intervals = zip(rows, remarks.marks).map { row, mark in
      (row.interval.map { unit.text($0) } ?? "") + mark
    }
    let counts = rows.map { "n \($0.n)" }
    let numberWidth = Column.width(numbers)
    let intervalWidth = Column.width(intervals)
    let countWidth = Column.width(counts)
    let fixed = numberWidth + intervalWidth + countWidth + 8
    let longest = Column.width(rows.map(\.label))
    let beside = width - fixed - Self.leastPlot
    // Where not even a short label leaves room for a plot, the numbers stand alone.
    let labelWidth = max(1, min(longest, beside < 12 ? width - fixed : beside))
    let plotWidth = width - fixed - labelWidth
    let axis = plotWidth >= Self.leastPlot ? range.map { Axis(range: $0, cells: plotWidth) } : nil

    var lines = Page.wrapped(title, width: width, indent: 1)
    if let axis {
      lines.append(String(repeating: " ", count: labelWidth + 2) + axis.marks(unit))
    }
    for (index, row) in rows.enumerated() {
      var line = " "
      if let value = row.value {
        line += axis.map { $0.plot(value, row.interval, reference, isCeiling: row.isCeiling) } ?? ""
        line += " " + Column.right(numbers[index], numberWidth)
        line += "  " + Column.right(intervals[index], intervalWidth)
      } else {
        let rest = width - labelWidth - countWidth - 5
        line += " " + Column.left(row.reason ?? "", rest - (axis == nil ? 1 : 0))
      }
      lines += Column.row(row.label, labelWidth, line + "  " + Column.right(counts[index], countWidth))
    }
    for remark in remarks.lines { lines += Page.wrapped(remark, width: width, indent: 1) }
    return lines
  }

  private static let leastPlot = 16
}

/// An axis of so many cells, from the middle of the first to the middle of the last.
struct Axis {
  let range: ClosedRange<Double>
  let cells: Int

  func cell(_ value: Double) -> Int {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return max(0, min(cells - 1, Int((share * Double(cells - 1)).rounded())))
  }

  /// The interval as a line with its ends, the value as a dot on it.
  func plot(_ value: Double, _ interval: ClosedRange<Double>?, _ reference: Double?, isCeiling: Bool)
    -> String
  {
    var row = [Character](repeating: " ", count: cells)
    if let reference, range.contains(reference) { row[cell(reference)] = "┊" }
    if let interval {
      let (low, high) = (cell(interval.lowerBound), cell(interval.upperBound))
      for place in low...high { row[place] = "─" }
      row[low] = "├"
      row[high] = "┤"
    }
    row[cell(value)] = isCeiling ? "◆" : "●"
    return String(row)
  }

  /// The round numbers along the axis, each above its place.
  func marks(_ unit: FigureUnit) -> String {
    var row = [Character](repeating: " ", count: cells)
    for tick in AxisTicks(from: range.lowerBound, to: range.upperBound, most: max(2, cells / 8)).ticks(unit) {
      let text = Array(tick.text)
      let start = max(0, min(cells - text.count, cell(tick.value) - text.count / 2))
      guard start >= 0,
        !row[max(0, start - 1)..<min(cells, start + text.count + 1)].contains(where: { $0 != " " })
      else { continue }
      for (offset, character) in text.enumerated() { row[start + offset] = character }
    }
    return String(row)
  }
}
