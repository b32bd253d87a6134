/// What an annotator committed for a trial. Answers refer to images, never to places on the screen.
package enum Outcome: Hashable, Sendable {
  case preferred(ImageID)
  /// Best first; images in one group are tied.
  case ranking([[ImageID]])
  case tie
  case bothBad
  case skip

  /// - Throws: `Malformed.outcomeOutsideTrial` when an image is named that was not shown, or when a ranking
  ///   does not name each shown image once.
  package func check(against shown: [ImageID]) throws(Malformed) {
    switch self {
    case .preferred(let image):
      guard shown.contains(image) else { throw .outcomeOutsideTrial }
    case .ranking(let groups):
      let ranked = groups.flatMap { $0 }
      guard ranked.count == shown.count, Set(ranked) == Set(shown), !groups.contains([]) else {
        throw .outcomeOutsideTrial
      }
    case .tie, .bothBad, .skip:
      break
    }
  }
}

/// The outcome that stands for a trial, with what goes with it.
package struct Choice: Hashable, Sendable {
  /// The event that made it.
  package let event: EventID
  package let session: SessionID
  package let outcome: Outcome
  package let flagged: Bool
  package let note: String?
  /// From the moment all candidates were visible to the key, on a monotonic clock.
  package let responseMilliseconds: Int?
  package let scoresVisible: Bool
  package let at: Timestamp

  package init(
    event: EventID, session: SessionID, outcome: Outcome, flagged: Bool = false, note: String? = nil,
    responseMilliseconds: Int? = nil, scoresVisible: Bool = false, at: Timestamp
  ) {
    self.event = event
    self.session = session
    self.outcome = outcome
    self.flagged = flagged
    self.note = note
    self.responseMilliseconds = responseMilliseconds
    self.scoresVisible = scoresVisible
    self.at = at
  }
}
