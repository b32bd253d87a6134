/// From `low` to `high`, both finite and in that order. Its level of confidence is the caller's to state.
package struct Interval: Hashable, Sendable {
  package let low: Double
  package let high: Double

  /// - Returns: `nil` where a bound is not finite, or the low one is above the high one.
  package init?(low: Double, high: Double) {
    guard low.isFinite, high.isFinite, low <= high else { return nil }
    self.low = low
    self.high = high
  }
}

extension Interval {
  /// The level that every figure is given at where nothing else is asked for.
  package static let usualLevel = 0.95
}
