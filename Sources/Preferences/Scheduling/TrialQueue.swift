/// Walks a schedule past what is done: the trials that an annotator has yet to judge.
package struct TrialQueue: Sendable {
  package let schedule: Schedule
  private let annotator: AnnotatorID
  private let annotatorsPerTrial: Int?
  private let committed: Set<TrialID>
  private let store: any ChoiceStore

  /// Reads all comparison ids and the annotator's committed trials: O(comparisons).
  package init(session: Session, store: any ChoiceStore) throws(StoreFault) {
    annotator = session.annotator.id
    annotatorsPerTrial = session.settings.annotatorsPerTrial
    self.store = store
    schedule = Schedule(
      annotator: annotator, settings: session.settings, comparisons: try store.comparisonSummaries())
    committed = try store.committedTrials(of: annotator)
  }

  /// How many trials of the schedule had a standing choice when the queue was made.
  package func committedCount() -> Int {
    if committed.isEmpty { return 0 }
    return (0..<schedule.count).count { committed.contains(schedule[$0].id) }
  }

  /// The next trials to judge, from `position` of the schedule on, each with its own position.
  ///
  /// Passes over what was committed when the queue was made and over what enough other annotators have
  /// judged by now.
  package func trials(from position: Int, count: Int) throws(StoreFault) -> [(position: Int, trial: Trial)] {
    var found: [(position: Int, trial: Trial)] = []
    var position = position
    while found.count < count, position < schedule.count {
      let planned = schedule[position]
      if !committed.contains(planned.id), let trial = try trial(planned) {
        found.append((position, trial))
      }
      position += 1
    }
    return found
  }

  private func trial(_ planned: PlannedTrial) throws(StoreFault) -> Trial? {
    guard let comparison = try store.comparison(planned.comparison) else { return nil }
    let trial: Trial
    do {
      trial = try planned.trial(of: comparison)
    } catch {
      throw .inconsistent("comparison \(comparison.id): \(error)")
    }
    return try hasEnoughOthers(trial) ? nil : trial
  }

  private func hasEnoughOthers(_ trial: Trial, besides more: Int = 0) throws(StoreFault) -> Bool {
    guard let wanted = annotatorsPerTrial else { return false }
    let others = try store.annotatorCount(
      besides: annotator, on: trial.images, of: trial.comparison, task: trial.task)
    return others + more >= wanted
  }

  /// Whether a trial that was found to be judged is still to be, now that it comes to the front. Others may have judged it
  /// since, or this annotator in another sitting.
  ///
  /// Where the study wants so many annotators a trial, the trial's question is put in front of this annotator first, so
  /// that of two who come upon it at once one passes it over.
  /// - Parameter fronts: `nil` where it does not matter what others have in front.
  package func standing(
    of trial: Trial, fronts: (any QuestionsInFront)?
  ) throws(StoreFault) -> Standing {
    var others = 0
    if annotatorsPerTrial != nil, let fronts {
      let question = QuestionID(asking: trial)
      fronts.put(question)
      others = fronts.annotatorsBefore(on: question)
    }
    if try store.standingChoice(on: trial.id) != nil { return .chosen }
    if try hasEnoughOthers(trial) { return .judgedByOthers }
    return try hasEnoughOthers(trial, besides: others) ? .inFrontOfOthers : .open
  }

  /// What has become of a trial since it was found to be judged.
  package enum Standing: Hashable, Sendable {
    case open
    /// By the same annotator, in another sitting.
    case chosen
    /// As many others as the study wants have judged it.
    case judgedByOthers
    /// They will have once those have who are about it now.
    case inFrontOfOthers
  }
}
