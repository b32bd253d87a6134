import Screen

/// Tells a key that is held down from one that is pressed again, so that a held key decides one trial, not a row.
///
/// A terminal that reports repeats is taken at its word. Elsewhere a held key comes as presses of which only the pace
/// tells: a first repeat some time after the press, then one after the other. That first repeat looks like a press
/// made on purpose, so whatever may be one is held back for `repeatPace`: when the key comes again meanwhile, both are
/// repeats; when it does not, it was a press and counts with the time at which it came.
struct KeyGuard: Equatable, Sendable {
  /// Keyboards repeat faster, fingers are slower. Milliseconds.
  static let repeatPace = 120
  /// From a press to its first repeat, as systems can be set to (X11 starts at 660 ms, Windows ends at 1000 ms) and
  /// with what a line adds or takes away. Milliseconds.
  static let repeatDelays = 180...1050

  /// Whether the terminal says which presses are repeats.
  var isToldRepeats = false
  /// The key that came last.
  private var stream: Stream?
  private var heldBack: HeldBack?
  private var lastToken = 0

  private struct Stream: Equatable {
    let key: Key
    var uptime: Int
    /// How many repeats it has come to: two are a key held down, one may be a line that brought two presses together.
    var repeats: Int
  }

  /// A press that counts unless its key comes again at once.
  struct HeldBack: Equatable {
    let key: Key
    let moment: Moment
    let token: Int
  }

  /// What a key is that came.
  enum Stroke: Equatable, Sendable {
    case press
    case perhapsRepeat
    /// - isFirst: the key has not been known to be held down before.
    case repetition(isFirst: Bool)
  }

  /// Takes note of a key.
  /// - Parameter isRepeat: the terminal says so.
  mutating func take(_ key: Key, at uptime: Int, isRepeat: Bool = false) -> Stroke {
    let stroke = stroke(of: key, at: uptime, isRepeat: isRepeat)
    var repeats = stream?.key == key ? stream?.repeats ?? 0 : 0
    switch stroke {
    case .press: repeats = 0
    case .perhapsRepeat: break
    case .repetition:
      repeats += heldBack == nil ? 1 : 2
      heldBack = nil
    }
    stream = Stream(key: key, uptime: uptime, repeats: repeats)
    return stroke
  }

  private func stroke(of key: Key, at uptime: Int, isRepeat: Bool) -> Stroke {
    let last = stream?.key == key ? stream : nil
    let repetition = Stroke.repetition(isFirst: (last?.repeats ?? 0) == 0)
    if isRepeat { return repetition }
    guard let last, !isToldRepeats else { return .press }
    let gap = uptime - last.uptime
    if heldBack?.key == key || gap < Self.repeatPace { return repetition }
    // A line that stalls breaks a row of repeats into several.
    return last.repeats > 1 || Self.repeatDelays.contains(gap) ? .perhapsRepeat : .press
  }

  /// Keeps a press until it is known to be one.
  /// - Returns: when to ask for it.
  mutating func holdBack(_ key: Key, at moment: Moment) -> Alarm {
    lastToken += 1
    heldBack = HeldBack(key: key, moment: moment, token: lastToken)
    return Alarm(token: lastToken, milliseconds: Self.repeatPace)
  }

  /// The press that was held back, which was one; `nil` when it has turned out to be a repeat, or is there no more.
  mutating func release(token: Int) -> HeldBack? {
    heldBack?.token == token ? release() : nil
  }

  /// The same before its time: a key that repeats does not let another come between.
  mutating func release(before key: Key? = nil) -> HeldBack? {
    guard let released = heldBack, released.key != key else { return nil }
    heldBack = nil
    stream?.repeats = 0
    return released
  }
}
