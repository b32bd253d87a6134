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

  /// - Returns: `nil` unless `iso8601` is a date and time with a zone, such as `2026-01-31T08:15:00.250Z`, and that day and
  ///   time exist.
  package init?(iso8601: String) {
    // The parser takes the 30th of February for the 1st of March.
    if Self.impossibility(in: iso8601) != nil { return nil }
    let withFraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    guard let date = (try? withFraction.parse(iso8601)) ?? (try? Date.ISO8601FormatStyle().parse(iso8601))
    else {
      return nil
    }
    self.init(date)
  }

  /// What is impossible in a text that looks like a date and time; `nil` where nothing is, or it looks like none.
  package static func impossibility(in text: String) -> String? {
    let digits = text.utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) }
    let numbers = digits.prefix(6).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 6, digits[0].count == 4 else { return nil }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard 1...12 ~= month else { return "a month that does not exist" }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard 1...days ~= day else {
      return "a day that does not exist: month \(month) of \(year) has \(days) days"
    }
    // A leap second is a time that some day has.
    guard numbers[3] < 24, numbers[4] < 60, numbers[5] <= 60 else { return "a time that does not exist" }
    return nil
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
