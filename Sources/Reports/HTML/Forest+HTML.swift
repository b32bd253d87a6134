import Screen

extension Forest {
  private static let labels = 270.0
  /// In a row of the labels' width; wide letters would run into the plot with more.
  private static let labelCells = 34
  private static let plot = 310.0
  private static let width = 900.0
  private static let rowHeight = 24.0
  private static let lineHeight = 16.0
  private static let top = 26.0

  var html: String {
    guard !rows.isEmpty else { return "" }
    let labels = rows.map { VisibleText($0.label).wrapped(to: Self.labelCells).map(\.text) }
    var tops = [Self.top]
    for lines in labels {
      tops.append(tops[tops.count - 1] + Self.rowHeight + Self.lineHeight * Double(max(0, lines.count - 1)))
    }
    let height = tops[rows.count] + 4
    var drawing = range.map { axis($0, height: height) } ?? ""
    let remarks = remarks
    for (index, row) in rows.enumerated() {
      let middle = tops[index] + Self.rowHeight / 2
      drawing += "\n" + drawn(row, labels[index], mark: remarks.marks[index], middle: middle)
    }
    return """
      \(HTML.heading(title))<svg viewBox="0 0 \(HTML.number(Self.width)) \(HTML.number(height))" role="img" \
      aria-label="\(HTML.escaped(title))">\(drawing)</svg>\(HTML.remarks(remarks.lines))
      """
  }

  private func axis(_ range: ClosedRange<Double>, height: Double) -> String {
    func line(_ kind: String, _ x: String) -> String {
      #"<line class="\#(kind)" x1="\#(x)" x2="\#(x)" y1="\#(HTML.number(Self.top))" y2="\#(HTML.number(height))"/>"#
    }
    var drawing = ""
    for tick in AxisTicks(from: range.lowerBound, to: range.upperBound, most: 6).ticks(unit) {
      let x = HTML.number(x(tick.value, range))
      drawing += line("grid", x)
      drawing +=
        #"<text class="faint" x="\#(x)" y="16" text-anchor="middle">\#(HTML.escaped(tick.text + unit.suffix))</text>"#
    }
    if let reference { drawing += line("reference", HTML.number(x(reference, range))) }
    return drawing
  }

  private func x(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    Self.labels + Self.plot * (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  private func drawn(_ row: Row, _ label: [String], mark remark: String, middle: Double) -> String {
    let y = HTML.number(middle)
    let baseline = HTML.number(middle + 4.5)
    let right = Self.labels + Self.plot
    var drawing = label.enumerated().map { line, text in
      let y = HTML.number(middle + 4.5 + Self.lineHeight * Double(line))
      return #"<text x="0" y="\#(y)">\#(HTML.escaped(text))</text>"#
    }.joined()
    drawing +=
      #"<text class="faint" x="\#(HTML.number(Self.width))" y="\#(baseline)" text-anchor="end">n \#(row.n)</text>"#
    guard let value = row.value, let range else {
      return drawing
        + #"<text class="faint" x="\#(HTML.number(Self.labels))" y="\#(baseline)">\#(HTML.escaped(row.reason ?? ""))</text>"#
    }
    var numbers = unit.text(value) + unit.suffix
    if let interval = row.interval {
      let (low, high) = (
        HTML.number(x(interval.lowerBound, range)), HTML.number(x(interval.upperBound, range))
      )
      drawing += #"<line class="interval" x1="\#(low)" x2="\#(high)" y1="\#(y)" y2="\#(y)"/>"#
      numbers += "  " + unit.text(interval)
    }
    numbers += remark
    let x = x(value, range)
    let mark =
      row.isCeiling
      ? "M\(HTML.number(x)) \(HTML.number(middle - 6))l6 6l-6 6l-6 -6z"
      : "M\(HTML.number(x - 4.5)) \(HTML.number(middle))a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"
    drawing += #"<path class="value" d="\#(mark)"/>"#
    drawing += #"<text x="\#(HTML.number(right + 16))" y="\#(baseline)">\#(HTML.escaped(numbers))</text>"#
    return #"<g\#(row.isCeiling ? #" class="ceiling""# : "")>\#(drawing)</g>"#
  }
}
