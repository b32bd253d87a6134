import Screen

extension Forest {
  private static let labels = 250.0
  private static let plot = 330.0
  private static let width = 900.0
  private static let rowHeight = 24.0

  var html: String {
    guard !rows.isEmpty else { return "" }
    let top = 26.0
    let height = top + Double(rows.count) * Self.rowHeight + 4
    var drawing = ""
    if let range {
      for tick in AxisTicks.ticks(from: range.lowerBound, to: range.upperBound, most: 6) {
        let x = HTML.number(x(tick, range))
        let text = unit.text(tick) + unit.suffix
        drawing +=
          #"<line class="grid" x1="\#(x)" x2="\#(x)" y1="\#(HTML.number(top))" y2="\#(HTML.number(height))"/>"#
        drawing += #"<text class="faint" x="\#(x)" y="16" text-anchor="middle">\#(HTML.escaped(text))</text>"#
      }
      if let reference {
        let x = HTML.number(x(reference, range))
        drawing +=
          #"<line class="reference" x1="\#(x)" x2="\#(x)" y1="\#(HTML.number(top))" y2="\#(HTML.number(height))"/>"#
      }
    }
    for (index, row) in rows.enumerated() {
      drawing += "\n" + drawn(row, middle: top + (Double(index) + 0.5) * Self.rowHeight)
    }
    return """
      \(HTML.heading(title))<svg viewBox="0 0 \(HTML.number(Self.width)) \(HTML.number(height))" role="img" \
      aria-label="\(HTML.escaped(title))">\(drawing)</svg>
      """
  }

  private func x(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    Self.labels + Self.plot * (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  private func drawn(_ row: Row, middle: Double) -> String {
    let y = HTML.number(middle)
    let baseline = HTML.number(middle + 4.5)
    let right = Self.labels + Self.plot
    // A full row of wide letters would run into the plot.
    let label = VisibleText(row.label).truncated(to: 36).text
    var drawing = #"<text x="0" y="\#(baseline)">\#(HTML.escaped(label))</text>"#
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
