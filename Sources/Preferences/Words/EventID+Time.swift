/// Makes event identifiers that grow with time (version 7 of RFC 9562), so that the order of a log is
/// written in its identifiers and survives a merge of files.
///
/// A clock that stands still or steps back does not break the order: the next identifier is then the last
/// one plus one.
package struct EventIDSequence: Sendable, Equatable {
  private var last: (high: UInt64, low: UInt64)

  /// - Parameter last: the newest identifier already in the log, where there is one.
  package init(after last: EventID? = nil) {
    self.last = last.map(Self.words) ?? (0, 0)
  }

  /// - Parameter random: fresh random bits, 74 of which go into the identifier.
  package mutating func next(at time: Timestamp, random: (UInt64, UInt64)) -> EventID {
    let milliseconds = UInt64(clamping: time.milliseconds) & 0xffff_ffff_ffff
    let high = milliseconds << 16 | 0x7000 | random.0 & 0xfff
    let low = 0x80 << 56 | random.1 & ~(0xc0 << 56)
    if (high, low) > last {
      last = (high, low)
    } else {
      last = Self.successor(of: last)
    }
    return EventID(high: last.high, low: last.low, version: 7)
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.last == right.last
  }

  private static func successor(of words: (high: UInt64, low: UInt64)) -> (high: UInt64, low: UInt64) {
    let payload = words.low & ~(0xc0 << 56)
    if payload < ~(0xc0 << 56) { return (words.high, words.low + 1) }
    let counter = words.high & 0xfff
    if counter < 0xfff { return (words.high + 1, 0x80 << 56) }
    return ((words.high >> 16 + 1) << 16 | 0x7000, 0x80 << 56)
  }

  private static func words(of id: EventID) -> (high: UInt64, low: UInt64) {
    id.withBytes { bytes in
      let high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
      let low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
      return (high, low)
    }
  }
}
