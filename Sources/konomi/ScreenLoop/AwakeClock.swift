/// A clock that stands still while the program does not run: stopped by ^Z or SIGSTOP, in a frozen container, or while
/// the machine sleeps.
///
/// Nothing tells a process that it is stopped, so the loop looks at the clock at every beat; one that comes much too
/// late means that there was nobody to look. What is left out then is at most one beat too much.
struct AwakeClock: Equatable {
  /// How often to look, at least.
  static let beat = Duration.milliseconds(250)
  /// A busy machine delays a beat by less.
  static let longestPause = Duration.seconds(1)

  private var awake = Duration.zero
  private var last: Duration

  /// - Parameter now: on any clock that goes on while the program is stopped.
  init(at now: Duration) {
    last = now
  }

  var milliseconds: Int { Int(awake / .milliseconds(1)) }

  mutating func advance(to now: Duration) {
    let passed = now - last
    last = now
    if passed <= Self.longestPause { awake += passed }
  }

  /// The program is known to have been stopped since it last looked.
  mutating func skip(to now: Duration) {
    last = now
  }
}
