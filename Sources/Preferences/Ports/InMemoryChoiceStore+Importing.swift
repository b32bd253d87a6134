extension InMemoryChoiceStore {
  package func add(_ batch: [ImportedComparison]) throws(StoreFault) -> ImportCounts {
    try contents.withLock { contents throws(StoreFault) in
      var changed = contents
      var counts = ImportCounts()
      for item in batch {
        changed.add(item.comparison, counting: &counts)
        for choice in item.choices { try changed.add(choice, counting: &counts) }
      }
      contents = changed
      return counts
    }
  }

  package func annotators() -> [Annotator] {
    contents.withLock { contents in
      let reviewers = contents.reviewEvents.values.map(\.reviewer)
      return Set(contents.sessions.values.map(\.annotator) + reviewers).sorted { $0.id < $1.id }
    }
  }
}

extension InMemoryChoiceStore.Contents {
  fileprivate mutating func add(_ comparison: Comparison, counting counts: inout ImportCounts) {
    if insert(comparison) {
      counts.take(comparison)
      return
    }
    guard let known = comparisons[comparison.id] else { return }
    let changes = known.changes(to: comparison)
    for change in changes { counts.take(change) }
    let candidates = known.candidates.map { candidate in
      changes.first { $0.image == candidate.image }?.applied(to: candidate) ?? candidate
    }
    let updated = try? Comparison(
      prompt: known.prompt, candidates: candidates, tags: known.tags + comparison.tags)
    if let updated { replace(updated) }
  }

  fileprivate mutating func add(
    _ choice: ImportedChoice, counting counts: inout ImportCounts
  ) throws(StoreFault) {
    if sessions[choice.session.id] == nil { sessions[choice.session.id] = choice.session }
    let trial = trial(of: choice)
    var arrival = choice.arrival(on: trial, after: Array(events[trial, default: [:]].values))
    if case .event = choice.identity, case .new(let appended) = arrival, let first = appended.first,
      events.values.contains(where: { $0[first.id] != nil })
    {
      arrival = .refused(.eventSaysOtherwise)
    }
    let known = trials[trial]?.trial ?? choice.trial
    for event in arrival.events { _ = try insert(event, of: known) }
    counts.take(arrival, of: choice)
  }

  /// The trial that the choice belongs to.
  private func trial(of choice: ImportedChoice) -> TrialID {
    guard case .answer = choice.identity, trials[choice.trial.id] == nil else { return choice.trial.id }
    let asked = trials.values.filter { trial, session in
      trial.comparison == choice.trial.comparison && trial.task == choice.trial.task
        && trial.repetition == choice.trial.repetition && Set(trial.images) == Set(choice.trial.images)
        && sessions[session]?.origin == .import
        && sessions[session]?.annotator.id == choice.session.annotator.id
    }
    return asked.map(\.trial.id).min() ?? choice.trial.id
  }

  /// The trial with its images as they are known now, wherever they lay when it was shown.
  func withCandidatesAsKnown(_ trial: Trial) -> Trial {
    let known = comparisons[trial.comparison]
    let candidates = trial.candidates.map { known?.candidate(showing: $0.image) ?? $0 }
    let updated = try? Trial(
      id: trial.id, comparison: trial.comparison, prompt: trial.prompt, candidates: candidates,
      task: trial.task, repetition: trial.repetition, selection: trial.selection)
    return updated ?? trial
  }
}
