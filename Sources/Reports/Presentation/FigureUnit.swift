import Glibc

/// How a number of a figure is written.
package enum FigureUnit: Hashable, Sendable {
  case percent
  /// With so many digits after the point.
  case number(Int)

  package func text(_ value: Double) -> String {
    switch self {
    case .percent: Self.fixed(100 * value, 1)
    case .number(let digits): Self.fixed(value, digits)
    }
  }

  package var suffix: String { self == .percent ? " %" : "" }

  /// A decimal number; in powers of ten above 10¹⁵.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    let scale = pow(10, Double(digits))
    let scaled = Int((value.magnitude * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard digits > 0 else { return sign + "\(scaled)" }
    let fraction = "\(scaled % Int(scale))"
    return sign + "\(scaled / Int(scale))." + String(repeating: "0", count: digits - fraction.count)
      + fraction
  }

  /// `[61.2, 69.0]`
  package func text(_ interval: ClosedRange<Double>) -> String {
    "[\(text(interval.lowerBound)), \(text(interval.upperBound))]"
  }
}

/// The marks of an axis: round numbers within a range, as many as there is room for.
struct AxisTicks {
  private let values: [Double]
  private let step: Double

  init(from low: Double, to high: Double, most: Int) {
    guard low.isFinite, high.isFinite, high > low, most > 0 else {
      (values, step) = ([], 1)
      return
    }
    let rough = (high - low) / Double(most)
    let power = pow(10, floor(log10(rough)))
    // A quotient a little above a round number is that number.
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * (1 - 1e-9) } ?? 10 * power
    let first = (low / step).rounded(.up)
    values = (0...most).map { (first + Double($0)) * step }.filter { $0 <= high + step * 1e-9 }
    self.step = step
  }

  /// With as many digits as tell the marks apart.
  func ticks(_ unit: FigureUnit) -> [(value: Double, text: String)] {
    let scale = unit == .percent ? 100.0 : 1
    let digits = max(0, min(9, Int(-floor(log10(step * scale) + 1e-9))))
    return values.map { ($0, FigureUnit.fixed(scale * $0, digits)) }
  }
}
