/// How long the rest of a sequence or a paste that has begun may take to come.
///
/// Where an end got lost, somebody sits before keys that do nothing, and presses some: single bytes after a silence
/// earn no more patience.
struct InputPatience: Hashable, Sendable {
  /// A paste has longer: what comes of it after it was given up would be taken for keys.
  static let paste = Duration.seconds(5)
  static let sequence = Duration.milliseconds(500)

  /// What a key sends at most, in bytes, and what pieces of one stream are apart at most.
  private static let key = 8
  private static let gap = Duration.milliseconds(100)

  private var last: ContinuousClock.Instant

  init(at now: ContinuousClock.Instant) {
    last = now
  }

  /// - Parameter isMidway: whether something had begun before these bytes.
  mutating func heard(_ bytes: Int, isMidway: Bool, at now: ContinuousClock.Instant) {
    guard bytes > 0 else { return }
    if isMidway, bytes <= Self.key, now - last >= Self.gap { return }
    last = now
  }

  /// What is left of it, 0 or less when it is over.
  func left(isPaste: Bool, at now: ContinuousClock.Instant) -> Duration {
    (isPaste ? Self.paste : Self.sequence) - (now - last)
  }
}
