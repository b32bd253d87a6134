/// How long a person could look at all candidates and decide: not while something covers them.
///
/// Times are milliseconds of a clock that stands still while the program is stopped or the machine sleeps.
struct DecidingTime: Equatable, Sendable {
  private var first: Int?
  private var before: Int?
  private var runningSince: Int?

  /// Whether all candidates have been on the glass together.
  var hasBegun: Bool { before != nil }

  /// Whether they had been at a time, such as that of a key.
  func hasBegun(by uptime: Int) -> Bool { first.map { $0 <= uptime } ?? false }

  /// Whether they are now.
  var isRunning: Bool { runningSince != nil }

  mutating func start(at uptime: Int) {
    first = first ?? uptime
    before = before ?? 0
    runningSince = runningSince ?? uptime
  }

  mutating func stop(at uptime: Int) {
    before = milliseconds(at: uptime)
    runningSince = nil
  }

  /// `nil` before all candidates have been on the glass.
  func milliseconds(at uptime: Int) -> Int? {
    before.map { $0 + max(0, uptime - (runningSince ?? uptime)) }
  }
}
