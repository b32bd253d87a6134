import Screen

/// A screen on which a key that is held down is to decide once: its keys go through a `KeyGuard`.
protocol GuardedKeys: ScreenState {
  var keyGuard: KeyGuard { get set }

  /// Does what a key asks for.
  mutating func press(_ key: Key, _ stroke: KeyGuard.Stroke, at moment: Moment) -> [Effect]
}

extension GuardedKeys {
  /// - Parameter isRepeat: the terminal says that the key repeats itself.
  mutating func take(_ key: Key, at moment: Moment, isRepeat: Bool) -> [Effect] {
    let released = release(keyGuard.release(before: key))
    let stroke = keyGuard.take(key, at: moment.uptime, isRepeat: isRepeat)
    return released + press(key, stroke, at: moment)
  }

  /// What was held back was a press, with the time at which it came.
  mutating func release(_ heldBack: KeyGuard.HeldBack?) -> [Effect] {
    heldBack.map { press($0.key, .press, at: $0.moment) } ?? []
  }

  mutating func releaseHeldBack() -> [Effect] { release(keyGuard.release()) }
}
