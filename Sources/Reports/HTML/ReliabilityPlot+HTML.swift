extension ReliabilityPlot {
  /// Of the axes, in both directions.
  private static let lengthOfOne = 600.0
  private static let left = 56.0

  /// Accuracy over confidence, which of two is a half or more; on the diagonal predictions mean what they say. A per cent is as
  /// long on both axes, and these are the same for all scorers. The larger the dot, the more pairs.
  var html: String {
    guard !bins.isEmpty else { return "" }
    let (width, height) = (Self.lengthOfOne / 2, Self.lengthOfOne)
    func x(_ value: Double) -> String { HTML.number(Self.left + Self.lengthOfOne * (value - 0.5)) }
    func y(_ value: Double) -> String { HTML.number(10 + Self.lengthOfOne * (1 - value)) }
    let (right, bottom) = (HTML.number(Self.left + width), HTML.number(10 + height))
    var drawing = ""
    for (tick, text) in AxisTicks(from: 0.5, to: 1, most: 5).ticks(.percent) {
      drawing += #"<line class="grid" x1="\#(x(tick))" x2="\#(x(tick))" y1="10" y2="\#(bottom)"/>"#
      drawing +=
        #"<text class="faint" x="\#(x(tick))" y="\#(HTML.number(28 + height))" text-anchor="middle">\#(text)</text>"#
    }
    for (tick, text) in AxisTicks(from: 0, to: 1, most: 10).ticks(.percent) {
      drawing +=
        #"<line class="grid" x1="\#(HTML.number(Self.left))" x2="\#(right)" y1="\#(y(tick))" y2="\#(y(tick))"/>"#
      drawing +=
        #"<text class="faint" x="\#(HTML.number(Self.left - 6))" y="\#(y(tick))" dy="4" text-anchor="end">\#(text)</text>"#
    }
    drawing += #"<line class="reference" x1="\#(x(0.5))" y1="\#(y(0.5))" x2="\#(x(1))" y2="\#(y(1))"/>"#
    let most = Double(bins.map(\.n).max() ?? 1)
    for bin in bins {
      let (across, down) = (x(bin.confidence), y(bin.accuracy))
      if let interval = bin.interval {
        drawing +=
          #"<line class="interval" x1="\#(across)" x2="\#(across)" y1="\#(y(interval.lowerBound))" y2="\#(y(interval.upperBound))"/>"#
      }
      let radius = HTML.number(3 + 6 * (Double(bin.n) / most).squareRoot())
      drawing +=
        #"<circle class="value" cx="\#(across)" cy="\#(down)" r="\#(radius)"><title>\#(HTML.escaped("\(bin.range), n \(bin.n)"))</title></circle>"#
    }
    let middle = (across: HTML.number(Self.left + width / 2), down: HTML.number(10 + height / 2))
    drawing +=
      #"<text class="faint" x="\#(middle.across)" y="\#(HTML.number(46 + height))" text-anchor="middle">confidence, %</text>"#
    drawing +=
      #"<text class="faint" transform="translate(13 \#(middle.down)) rotate(-90)" text-anchor="middle">right, %</text>"#
    return """
      \(HTML.heading(title))<svg class="square" viewBox="0 0 \(HTML.number(Self.left + width + 20)) \
      \(HTML.number(height + 54))" role="img" aria-label="\(HTML.escaped("Reliability of \(title)"))">\(drawing)</svg>
      """
  }
}
