/// One row of the append-only log of reviews. It stands beside the log of choices: a review is never counted as
/// a choice.
package struct ReviewEvent: Hashable, Sendable {
  /// Grows with time: of two events the later has the greater id.
  package let id: EventID
  package let reviewer: Annotator
  package let pair: CandidatePair
  package let at: Timestamp
  package let kind: Kind

  package init(id: EventID, reviewer: Annotator, pair: CandidatePair, at: Timestamp, kind: Kind) {
    self.id = id
    self.reviewer = reviewer
    self.pair = pair
    self.at = at
    self.kind = kind
  }

  package enum Kind: Hashable, Sendable {
    /// What the reviewer said before anything was revealed. Response times run from when both were visible.
    case judged(Outcome, responseMilliseconds: Int?)
    /// What is to count as right, whatever was chosen.
    case adjudicated(Outcome)
    /// The adjudication no longer stands, whoever made it.
    case withdrew
    /// All kinds of error that are marked from now on.
    case tagged([String])
    case flagged(Bool)
    /// An empty note takes an earlier one away.
    case noted(String)
  }
}
