/// Keeps comparisons, sessions and the log of events.
///
/// Every call is synchronous and may touch a disk: it belongs on a thread that nothing waits for. Several
/// processes may have the same store open, each with its own session.
package protocol ChoiceStore: Sendable {
  /// Adds what is not there yet. Of a comparison that is there, images are known under their new paths and generators,
  /// and tags that it lacks join it. What becomes of a choice is `ImportedChoice.arrival`'s to say. All of the batch goes
  /// in, or nothing.
  /// - Returns: how much was new, or changed.
  func add(_ batch: [ImportedComparison]) throws(StoreFault) -> ImportCounts

  /// Opens a session; a session that is there already is left alone.
  func begin(_ session: Session) throws(StoreFault)

  /// Keeps the conditions of a session that has begun, in place of what was kept of it before.
  func record(_ conditions: SessionConditions, of session: SessionID) throws(StoreFault)

  /// The conditions kept last; `nil` for a session of which none are kept, as of one that was imported.
  func conditions(of session: SessionID) throws(StoreFault) -> SessionConditions?

  /// Appends an event, and the trial it belongs to where this is its first. On return both are durable: they
  /// survive the loss of power. An event that is there already is left alone. Cost: independent of the size of the file.
  func record(_ event: Event, of trial: Trial) throws(StoreFault)

  /// Like `record`, for an annotator at work: a choice and a redo are only recorded where no choice stands on the trial, an
  /// undo only where the choice that it takes back stands. What the annotator did meanwhile in another sitting is
  /// not put aside unseen.
  /// - Throws: `StoreFault.overtaken`.
  func commit(_ event: Event, of trial: Trial) throws(StoreFault)

  /// The choice that stands on a trial.
  func standingChoice(on trial: TrialID) throws(StoreFault) -> Choice?

  /// Id and number of candidates of every comparison, in no particular order.
  func comparisonSummaries() throws(StoreFault) -> [ComparisonSummary]

  func comparison(_ id: ComparisonID) throws(StoreFault) -> Comparison?

  /// The trials for which a choice of this annotator stands.
  func committedTrials(of annotator: AnnotatorID) throws(StoreFault) -> Set<TrialID>

  /// How many annotators other than `annotator` have a standing choice on these candidates of a comparison.
  func annotatorCount(
    besides annotator: AnnotatorID, on images: [ImageID], of comparison: ComparisonID,
    task: AnnotationMode.Task
  ) throws(StoreFault) -> Int

  /// The annotator's latest standing choices made in annotation sessions, oldest first.
  func latestChoices(of annotator: AnnotatorID, limit: Int) throws(StoreFault) -> [ChoiceRecord]

  /// The annotator's choices that were undone in annotation sessions and nothing has followed since, in the order in which
  /// they were undone. Cost: that of the annotator's events.
  func undoneChoices(of annotator: AnnotatorID, limit: Int) throws(StoreFault) -> [ChoiceRecord]

  /// Flag and note of a trial as they stand, whether or not a choice stands.
  func remarks(on trial: TrialID) throws(StoreFault) -> Remarks

  /// Whether the annotator may have seen what a scorer says of the trial: a choice on it, standing or not, was
  /// made in a session that shows scores.
  func hasBeenRevealed(_ trial: TrialID) throws(StoreFault) -> Bool

  /// Every standing choice on candidates of a comparison, whoever made it, in the order of their events. Cost: that
  /// of the choices returned.
  func choices(on comparison: ComparisonID) throws(StoreFault) -> [ChoiceRecord]

  /// The newest id that annotation has put into the log.
  func latestEventID() throws(StoreFault) -> EventID?

  /// Calls `body` with every standing choice, one after the other in the order of their events, without
  /// holding them all in memory.
  func forEachChoice(_ body: (ChoiceRecord) throws -> Void) throws

  func counts() throws(StoreFault) -> StoreCounts

  /// Everybody whose choices or reviews the store has ever taken.
  func annotators() throws(StoreFault) -> [Annotator]
}

package struct ComparisonSummary: Hashable, Sendable {
  package let id: ComparisonID
  package let candidateCount: Int

  package init(id: ComparisonID, candidateCount: Int) {
    self.id = id
    self.candidateCount = candidateCount
  }
}

/// A standing choice with the trial it was made on and who made it.
package struct ChoiceRecord: Hashable, Sendable {
  package let annotator: Annotator
  package let trial: Trial
  package let choice: Choice

  package init(annotator: Annotator, trial: Trial, choice: Choice) {
    self.annotator = annotator
    self.trial = trial
    self.choice = choice
  }
}

package struct StoreCounts: Hashable, Sendable {
  package let comparisons: Int
  package let candidates: Int
  package let annotators: Int
  package let choices: Int

  package init(comparisons: Int, candidates: Int, annotators: Int, choices: Int) {
    self.comparisons = comparisons
    self.candidates = candidates
    self.annotators = annotators
    self.choices = choices
  }
}
