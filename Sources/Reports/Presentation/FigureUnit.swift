import Glibc

/// How a number of a figure is written.
package enum FigureUnit: Hashable, Sendable {
  /// A share, which is never written as none or all where it is not.
  case percent
  /// Of a test: never written as 0 or 1.
  case pValue
  /// With so many digits after the point.
  case number(Int)

  package func text(_ value: Double) -> String {
    switch self {
    case .percent where value > 0.9995 && value < 1: ">99.9"
    case .percent where value > 0 && value < 0.0005: "<0.1"
    case .percent: Self.fixed(100 * value, 1)
    case .pValue where value < 0.0001: "< 0.0001"
    case .pValue where value > 0.9999: "> 0.9999"
    case .pValue: Self.fixed(value, 4)
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

  /// A range with round ends that holds this one, in as many steps as there is room for marks.
  static func roundedOut(_ range: ClosedRange<Double>, most: Int = 6) -> ClosedRange<Double> {
    guard range.lowerBound < range.upperBound, range.lowerBound.isFinite, range.upperBound.isFinite else {
      return range
    }
    let step = roundStep(atLeast: (range.upperBound - range.lowerBound) / Double(most))
    let low = (range.lowerBound / step + 1e-9).rounded(.down) * step
    return low...max((range.upperBound / step - 1e-9).rounded(.up) * step, low + step)
  }

  private static func roundStep(atLeast rough: Double) -> Double {
    let power = pow(10, floor(log10(rough)))
    // A quotient a little above a round number is that number.
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * (1 - 1e-9) } ?? 10 * power
  }

  init(from low: Double, to high: Double, most: Int) {
    guard low.isFinite, high.isFinite, high > low, most > 0 else {
      (values, step) = ([], 1)
      return
    }
    let step = Self.roundStep(atLeast: (high - low) / Double(most))
    let first = (low / step - 1e-9).rounded(.up)
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
