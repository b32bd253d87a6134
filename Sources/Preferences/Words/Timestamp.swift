import FoundationEssentials

/// A moment of the wall clock: milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Sendable, Comparable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package init(_ date: Date) {
    milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
  }

  /// - Returns: `nil` unless `iso8601` is a date and time with a zone, such as `2026-01-31T08:15:00.250Z`.
  package init?(iso8601: String) {
    let withFraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    guard let date = (try? withFraction.parse(iso8601)) ?? (try? Date.ISO8601FormatStyle().parse(iso8601))
    else {
      return nil
    }
    self.init(date)
  }

  /// In UTC, to the millisecond.
  package var iso8601: String {
    let (seconds, rest) = milliseconds.flooredQuotientAndRemainder(dividingBy: 1000)
    let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(Date.ISO8601FormatStyle())
    let fraction = String(1000 + rest).dropFirst()
    return "\(whole.dropLast()).\(fraction)Z"
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Int64 {
  fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
