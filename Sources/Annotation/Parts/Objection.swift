import Preferences

/// Why a key that chooses does not count.
enum Objection: Equatable, Sendable {
  case heldDown
  /// The candidates' pictures are not all there, or the choice before is on its way.
  case tooEarly
  /// The pictures are there, but the terminal has not said that they are on the glass.
  case unconfirmed
  /// There is no room for the pictures of all candidates.
  case noRoom(candidates: Int)
}

extension Objection {
  /// After so long candidates that nobody is known to have seen can be skipped. Milliseconds.
  private static let patienceWithTerminal = 5000

  /// What stands against a choice where there is room for the pictures; `nil` where nothing does.
  ///
  /// A skip says nothing of the candidates: it only waits as long as they may be expected to appear, so that whatever
  /// happens to pictures nobody is stuck.
  /// - Parameters:
  ///   - writtenAt: when a frame with all candidates was written.
  ///   - now: on the same clock.
  init?(isSkip: Bool, hasAllPictures: Bool, wasSeen: Bool, writtenAt: Int?, now: Int) {
    guard hasAllPictures else {
      if isSkip { return nil }
      self = .tooEarly
      return
    }
    if wasSeen { return nil }
    guard let writtenAt else {
      self = .tooEarly
      return
    }
    if isSkip, now - writtenAt >= Self.patienceWithTerminal { return nil }
    self = .unconfirmed
  }
}

extension SessionConditions.Refusals {
  mutating func count(_ objection: Objection) {
    switch objection {
    case .heldDown: held += 1
    case .tooEarly: early += 1
    case .unconfirmed, .noRoom: unseen += 1
    }
  }
}
