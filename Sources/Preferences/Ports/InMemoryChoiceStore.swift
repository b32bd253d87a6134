import Synchronization

/// The store's contract in its simplest form: for tests, and for reading what the SQLite store must do.
package final class InMemoryChoiceStore: ChoiceStore {
  let contents = Mutex(Contents())

  package init() {}

  struct Contents {
    private(set) var comparisons: [ComparisonID: Comparison] = [:]
    private var order: [ComparisonID] = []
    var sessions: [SessionID: Session] = [:]
    var conditions: [SessionID: SessionConditions] = [:]
    var trials: [TrialID: (trial: Trial, session: SessionID)] = [:]
    var events: [TrialID: [EventID: Event]] = [:]
    var scores = Scores()
    var reviewEvents: [EventID: ReviewEvent] = [:]

    /// In the order in which they were added.
    var comparisonsInOrder: [Comparison] { order.compactMap { comparisons[$0] } }

    /// - Returns: whether it was new.
    mutating func insert(_ comparison: Comparison) -> Bool {
      guard comparisons[comparison.id] == nil else { return false }
      comparisons[comparison.id] = comparison
      order.append(comparison.id)
      return true
    }

    mutating func replace(_ comparison: Comparison) {
      comparisons[comparison.id] = comparison
    }

    func record(of trial: TrialID) -> ChoiceRecord? {
      record(of: trial, after: events[trial, default: [:]].values)
    }

    func record(of trial: TrialID, after events: some Sequence<Event>) -> ChoiceRecord? {
      guard let (trial, session) = trials[trial], let annotator = sessions[session]?.annotator,
        let choice = Choice(standingAfter: events)
      else { return nil }
      return ChoiceRecord(annotator: annotator, trial: withCandidatesAsKnown(trial), choice: choice)
    }

    var records: [ChoiceRecord] {
      trials.keys.compactMap(record).sorted { $0.choice.event < $1.choice.event }
    }

    mutating func insert(_ event: Event, of trial: Trial) throws(StoreFault) -> Bool {
      guard sessions[event.session] != nil else { throw .inconsistent("no session \(event.session)") }
      guard let comparison = comparisons[trial.comparison] else {
        throw .inconsistent("no comparison \(trial.comparison)")
      }
      guard trial.images.allSatisfy({ comparison.candidate(showing: $0) != nil }) else {
        throw .inconsistent("trial \(trial.id) shows an image that its comparison does not have")
      }
      if case .choice(let outcome, _, _) = event.kind {
        do { try outcome.check(against: trial.images) } catch { throw .inconsistent("\(error)") }
      }
      if trials[trial.id] == nil { trials[trial.id] = (trial, event.session) }
      let isNew = events[trial.id]?[event.id] == nil
      if isNew { events[trial.id, default: [:]][event.id] = event }
      return isNew
    }
  }

  package func begin(_ session: Session) {
    contents.withLock { contents in
      if contents.sessions[session.id] == nil { contents.sessions[session.id] = session }
    }
  }

  package func record(_ event: Event, of trial: Trial) throws(StoreFault) {
    try contents.withLock { contents throws(StoreFault) in
      _ = try contents.insert(event, of: trial)
    }
  }

  package func comparisonSummaries() -> [ComparisonSummary] {
    contents.withLock { contents in
      contents.comparisons.values.map { ComparisonSummary(id: $0.id, candidateCount: $0.candidates.count) }
    }
  }

  package func comparison(_ id: ComparisonID) -> Comparison? {
    contents.withLock { $0.comparisons[id] }
  }

  package func committedTrials(of annotator: AnnotatorID) -> Set<TrialID> {
    contents.withLock { contents in
      Set(contents.records.filter { $0.annotator.id == annotator }.map(\.trial.id))
    }
  }

  package func annotatorCount(
    besides annotator: AnnotatorID, on images: [ImageID], of comparison: ComparisonID,
    task: AnnotationMode.Task
  ) -> Int {
    contents.withLock { contents in
      let others = contents.records.filter {
        $0.annotator.id != annotator && $0.trial.comparison == comparison && $0.trial.task == task
          && Set($0.trial.images) == Set(images)
      }
      return Set(others.map(\.annotator.id)).count
    }
  }

  package func latestChoices(of annotator: AnnotatorID, limit: Int) -> [ChoiceRecord] {
    contents.withLock { contents in
      contents.records.filter {
        $0.annotator.id == annotator && contents.sessions[$0.choice.session]?.origin == .annotation
      }.suffix(max(0, limit))
    }
  }

  package func remarks(on trial: TrialID) -> Remarks {
    contents.withLock { contents in
      Remarks(standingAfter: contents.events[trial, default: [:]].values)
    }
  }

  package func hasBeenRevealed(_ trial: TrialID) -> Bool {
    contents.withLock { contents in
      contents.events[trial, default: [:]].values.contains { event in
        guard case .choice = event.kind, let reveal = contents.sessions[event.session]?.settings.reveal else {
          return false
        }
        return reveal != .never
      }
    }
  }

  package func choices(on comparison: ComparisonID) -> [ChoiceRecord] {
    contents.withLock { contents in contents.records.filter { $0.trial.comparison == comparison } }
  }

  package func latestEventID() -> EventID? {
    contents.withLock { contents in
      contents.events.values.flatMap(\.values)
        .filter { contents.sessions[$0.session]?.origin == .annotation }.map(\.id).max()
    }
  }

  package func forEachChoice(_ body: (ChoiceRecord) throws -> Void) throws {
    for record in contents.withLock({ $0.records }) { try body(record) }
  }

  package func counts() -> StoreCounts {
    contents.withLock { contents in
      let images = contents.comparisons.values.flatMap { $0.candidates.map(\.image) }
      return StoreCounts(
        comparisons: contents.comparisons.count, candidates: images.count,
        annotators: Set(contents.sessions.values.map(\.annotator.id)).count, choices: contents.records.count)
    }
  }
}
