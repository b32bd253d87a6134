/// A comparison with the choices that came with it.
package struct ImportedComparison: Hashable, Sendable {
  package let comparison: Comparison
  package let choices: [ImportedChoice]

  package init(comparison: Comparison, choices: [ImportedChoice] = []) {
    self.comparison = comparison
    self.choices = choices
  }
}

/// A choice from outside, as the session, trial and events it becomes. The first event of an answer is the choice itself.
package struct ImportedChoice: Hashable, Sendable {
  package let session: Session
  package let trial: Trial
  package let events: [Event]
  package let identity: Identity
  /// Where it is stated, for messages; `nil` where nobody will ask.
  package let place: SourcePlace?

  /// What makes two choices from outside the same one.
  package enum Identity: Hashable, Sendable {
    /// The id of the first event. Where it is in the log already, so is the choice with all that goes with it.
    case event
    /// Annotator, candidates shown, task and repetition: what comes under the same is another answer to the same question.
    /// - Parameter isDated: whether the source tells when it was given.
    case answer(isDated: Bool)
  }

  package init(
    session: Session, trial: Trial, events: [Event], identity: Identity = .event, place: SourcePlace? = nil
  ) {
    self.session = session
    self.trial = trial
    self.events = events
    self.identity = identity
    self.place = place
  }
}

/// Where a source states something.
package struct SourcePlace: Hashable, Sendable {
  package let file: String
  /// `line 3`, or `line 3: choices[1]`.
  package let at: String

  package init(file: String, at: String) {
    self.file = file
    self.at = at
  }
}
