import Preferences

/// When a key was read, and the randomness that an event made of it may use.
package struct Moment: Equatable, Sendable {
  /// Milliseconds of the monotonic clock.
  package let uptime: Int
  package let time: Timestamp
  package let random: SIMD2<UInt64>

  package init(uptime: Int, time: Timestamp, random: SIMD2<UInt64>) {
    self.uptime = uptime
    self.time = time
    self.random = random
  }
}
