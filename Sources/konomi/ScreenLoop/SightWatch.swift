import Terminal

/// Finds out when what is to be judged is on the glass: when the terminal has confirmed the frame that shows it, or,
/// with a terminal that answers nothing, when the frame has been written.
struct SightWatch<Subject: Equatable> {
  /// A terminal that has answered nothing for so long answers nothing. When it does after all, it is believed.
  static var patience: Duration { .seconds(3) }

  struct Knowledge: Equatable {
    let confirmsFrames: Bool
    let tellsRepeats: Bool
  }

  private var awaited: (subject: Subject, frame: Int)?
  private var confirmedFrame = 0
  private var known: Knowledge?

  /// - Parameter time: since the terminal was asked.
  /// - Returns: what is known of it, where that is new.
  mutating func learn(from traits: TerminalTraits, at time: Duration) -> Knowledge? {
    guard traits.answers || time >= Self.patience else { return nil }
    let knowledge = Knowledge(confirmsFrames: traits.answers, tellsRepeats: traits.tellsRepeats)
    guard knowledge != known else { return nil }
    known = knowledge
    return knowledge
  }

  /// - Parameter frame: which shows all of `subject`. The first that does is waited for: others that follow it, with
  ///   a notice or a prediction, put nothing off.
  mutating func await(_ subject: Subject, in frame: Int) {
    if awaited?.subject != subject { awaited = (subject, frame) }
  }

  mutating func awaitNothing() {
    awaited = nil
  }

  mutating func confirm(_ frame: Int) {
    confirmedFrame = max(confirmedFrame, frame)
  }

  /// What has been awaited and is seen now; once.
  mutating func seen() -> Subject? {
    guard let awaited, let known, !known.confirmsFrames || confirmedFrame >= awaited.frame else { return nil }
    self.awaited = nil
    return awaited.subject
  }
}
