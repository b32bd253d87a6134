import Screen

/// Keeps a key that was meant for one trial from deciding the next: a key held down repeats itself, and
/// fingers run ahead of the screen.
struct KeyGuard: Equatable, Sendable {
  /// Nobody sees two images and judges them in less. Milliseconds.
  static let shortestLook = 250
  /// Terminals start to repeat a held key within this time. Milliseconds.
  static let longestRepeatDelay = 700

  private var committing: (key: Key, uptime: Int)?

  /// Whether a choice may be made with a key pressed now.
  ///
  /// - Parameter visibleSince: when the candidates were all on screen; `nil` if they are not.
  mutating func admits(_ key: Key, at uptime: Int, visibleSince: Int?) -> Bool {
    if let last = committing, last.key == key {
      committing?.uptime = uptime
      if uptime - last.uptime < Self.longestRepeatDelay { return false }
    }
    guard let visibleSince else { return false }
    return uptime - visibleSince >= Self.shortestLook
  }

  mutating func choseWith(_ key: Key, at uptime: Int) {
    committing = (key, uptime)
  }

  mutating func sawOther(than key: Key) {
    if let last = committing, last.key != key { committing = nil }
  }

  static func == (left: KeyGuard, right: KeyGuard) -> Bool {
    left.committing?.key == right.committing?.key && left.committing?.uptime == right.committing?.uptime
  }
}
