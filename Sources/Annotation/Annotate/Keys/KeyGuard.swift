import Screen

/// Keeps a key that was meant for one trial from deciding the next: a key held down repeats itself, and
/// fingers run ahead of the screen.
struct KeyGuard: Equatable, Sendable {
  /// Nobody sees two images and judges them in less. Milliseconds.
  static let shortestLook = 250
  /// Terminals start to repeat a held key within this time. Milliseconds.
  static let longestRepeatDelay = 700

  private var committing: (key: Key, uptime: Int)?

  /// Why a key does not count.
  enum Objection: Equatable, Sendable {
    case tooEarly
    case heldDown
  }

  /// What stands against making a choice with a key pressed now.
  ///
  /// - Parameter visibleSince: when the candidates were all on screen; `nil` if they are not.
  mutating func objection(to key: Key, at uptime: Int, visibleSince: Int?) -> Objection? {
    if let last = committing, last.key == key {
      committing?.uptime = uptime
      if uptime - last.uptime < Self.longestRepeatDelay { return .heldDown }
    }
    guard let visibleSince, uptime - visibleSince >= Self.shortestLook else { return .tooEarly }
    return nil
  }

  mutating func choseWith(_ key: Key, at uptime: Int) {
    committing = (key, uptime)
  }

  /// The choice did not come about: the trial is still the one that the key was meant for.
  mutating func forget() {
    committing = nil
  }

  mutating func sawOther(than key: Key) {
    if let last = committing, last.key != key { committing = nil }
  }

  static func == (left: KeyGuard, right: KeyGuard) -> Bool {
    left.committing?.key == right.committing?.key && left.committing?.uptime == right.committing?.uptime
  }
}
