extension ReliabilityPlot {
  private static let side = 300.0
  private static let left = 50.0

  /// Accuracy over confidence, from a half to 1; on the diagonal predictions mean what they say. The larger the dot, the
  /// more pairs.
  var html: String {
    guard !bins.isEmpty else { return "" }
    let low = min(0.5, bins.map { $0.interval?.lowerBound ?? $0.accuracy }.min() ?? 0.5)
    func x(_ value: Double) -> Double { Self.left + Self.side * (value - low) / (1 - low) }
    func y(_ value: Double) -> Double { 10 + Self.side * (1 - value) / (1 - low) }
    var drawing = ""
    for tick in AxisTicks.ticks(from: low, to: 1, most: 5) {
      let text = HTML.escaped(FigureUnit.percent.text(tick))
      let (across, down) = (HTML.number(x(tick)), HTML.number(y(tick)))
      drawing +=
        #"<line class="grid" x1="\#(across)" x2="\#(across)" y1="10" y2="\#(HTML.number(10 + Self.side))"/>"#
      drawing +=
        #"<line class="grid" x1="\#(HTML.number(Self.left))" x2="\#(HTML.number(Self.left + Self.side))" y1="\#(down)" y2="\#(down)"/>"#
      drawing +=
        #"<text class="faint" x="\#(across)" y="\#(HTML.number(28 + Self.side))" text-anchor="middle">\#(text)</text>"#
      drawing +=
        #"<text class="faint" x="\#(HTML.number(Self.left - 6))" y="\#(HTML.number(y(tick) + 4))" text-anchor="end">\#(text)</text>"#
    }
    drawing +=
      #"<line class="reference" x1="\#(HTML.number(x(low)))" y1="\#(HTML.number(y(low)))" x2="\#(HTML.number(x(1)))" y2="\#(HTML.number(y(1)))"/>"#
    let most = Double(bins.map(\.n).max() ?? 1)
    for bin in bins {
      let (across, down) = (HTML.number(x(bin.confidence)), HTML.number(y(bin.accuracy)))
      if let interval = bin.interval {
        drawing +=
          #"<line class="interval" x1="\#(across)" x2="\#(across)" y1="\#(HTML.number(y(interval.lowerBound)))" y2="\#(HTML.number(y(interval.upperBound)))"/>"#
      }
      let radius = HTML.number(3 + 6 * (Double(bin.n) / most).squareRoot())
      drawing +=
        #"<circle class="value" cx="\#(across)" cy="\#(down)" r="\#(radius)"><title>\#(HTML.escaped("\(bin.range), n \(bin.n)"))</title></circle>"#
    }
    let caption = "confidence, % (accuracy upwards)"
    drawing +=
      #"<text class="faint" x="\#(HTML.number(Self.left + Self.side / 2))" y="\#(HTML.number(46 + Self.side))" text-anchor="middle">\#(caption)</text>"#
    return """
      \(HTML.heading(title))<svg class="square" viewBox="0 0 \(HTML.number(Self.left + Self.side + 20)) \
      \(HTML.number(Self.side + 54))" role="img" aria-label="\(HTML.escaped("Reliability of \(title)"))">\(drawing)</svg>
      """
  }
}
