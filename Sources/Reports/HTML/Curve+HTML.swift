extension Curve {
  private static let width = 560.0
  private static let height = 240.0
  private static let left = 64.0

  /// Lines with a dot at each point.
  var html: String {
    guard let range else { return "" }
    let (low, high) = (range.values.lowerBound, range.values.upperBound)
    func x(_ step: Double) -> String { HTML.number(Self.left + Self.width * step / Double(range.last)) }
    func y(_ value: Double) -> String { HTML.number(10 + Self.height * (high - value) / (high - low)) }
    var drawing = ""
    for (tick, text) in AxisTicks(from: low, to: high, most: 5).ticks(.number(3)) {
      drawing +=
        #"<line class="grid" x1="\#(x(0))" x2="\#(x(Double(range.last)))" y1="\#(y(tick))" y2="\#(y(tick))"/>"#
      drawing +=
        #"<text class="faint" x="\#(HTML.number(Self.left - 8))" y="\#(y(tick))" dy="4" text-anchor="end">\#(text)</text>"#
    }
    for (tick, text) in AxisTicks(from: 0, to: Double(range.last), most: 6).ticks(.number(0)) {
      drawing +=
        #"<text class="faint" x="\#(x(tick))" y="\#(HTML.number(28 + Self.height))" text-anchor="middle">\#(text)</text>"#
    }
    for (index, line) in series.enumerated().reversed() {
      let points = line.points.filter(\.value.isFinite)
      let places = points.map { "\(x(Double($0.step))),\(y($0.value))" }
      let dots = zip(points, places).map { point, _ in
        #"<circle class="value" cx="\#(x(Double(point.step)))" cy="\#(y(point.value))" r="3.5"/>"#
      }
      let path = #"<polyline class="interval" fill="none" points="\#(places.joined(separator: " "))"/>"#
      // The line's name stands at its end, since colour alone tells nothing.
      let name = points.last.map {
        #"<text x="\#(x(Double($0.step)))" y="\#(y($0.value))" dx="8" dy="\#(index == 0 ? -6 : 16)">\#(HTML.escaped(line.name))</text>"#
      }
      drawing +=
        #"<g\#(index == 0 ? "" : #" class="ceiling""#)>\#(path)\#(dots.joined())\#(name ?? "")</g>"#
    }
    let middle = HTML.number(Self.left + Self.width / 2)
    drawing +=
      #"<text class="faint" x="\#(middle)" y="\#(HTML.number(46 + Self.height))" text-anchor="middle">\#(HTML.escaped(unit))</text>"#
    return """
      \(HTML.heading(title))<svg viewBox="0 0 \(HTML.number(Self.left + Self.width + 96)) \(HTML.number(Self.height + 54))" \
      role="img" aria-label="\(HTML.escaped("\(title) over \(unit)"))">\(drawing)</svg>
      """
  }
}
