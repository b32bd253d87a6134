import Preferences

extension RowChoice {
  /// Session, trial and events of the choice. What the source does not tell follows from what it does, so
  /// that the same row gives the same identifiers each time it is read.
  /// - Parameter candidates: the comparison's, in the order of the source.
  func assembled(
    on comparison: Comparison, candidates: [Candidate], at time: Timestamp
  ) throws(RowFault) -> ImportedChoice {
    let annotator = try wellFormed { () throws(Malformed) in try Annotator(name: self.annotator) }
    let outcome = outcome.mapped(to: candidates.map(\.image))
    let task = shown.task ?? outcome.task
    let trialID =
      shown.trial
      ?? .imported(of: comparison.id, by: annotator.id, task: task, outcome: outcome)
    let trial = try wellFormed { () throws(Malformed) in
      let trial = try Trial(
        id: trialID, comparison: comparison.id, prompt: comparison.prompt,
        candidates: shown.order?.map { candidates[$0] } ?? candidates, task: task,
        repetition: shown.repetition, selection: shown.selection)
      try outcome.check(against: trial.images)
      return trial
    }
    let moment = at ?? time
    let session = session(of: annotator, at: moment, importedAt: time)
    let choiceID = shown.choice ?? .importedChoice(of: trialID)
    func event(_ id: EventID, _ kind: Event.Kind) -> Event {
      Event(id: id, session: session.id, trial: trialID, at: moment, kind: kind)
    }
    var events = [
      event(
        choiceID,
        .choice(
          outcome, responseMilliseconds: shown.responseMilliseconds, scoresVisible: shown.scoresVisible))
    ]
    if remarks.flagged {
      events.append(event(.importedFlag(beside: choiceID, of: trialID), .flag(true)))
    }
    if let note = remarks.note {
      events.append(event(.importedNote(note, beside: choiceID, of: trialID), .note(note)))
    }
    return ImportedChoice(session: session, trial: trial, events: events)
  }

  private func session(of annotator: Annotator, at moment: Timestamp, importedAt time: Timestamp) -> Session {
    guard let id = shown.session else { return .imported(of: annotator, at: time) }
    return Session(
      id: id, annotator: annotator, origin: .import, settings: SessionSettings(), startedAt: moment)
  }
}

extension RowOutcome {
  /// - Precondition: every index is one of `images`; decoding has seen to it.
  fileprivate func mapped(to images: [ImageID]) -> Outcome {
    switch self {
    case .preferred(let index): .preferred(images[index])
    case .ranking(let groups): .ranking(groups.map { $0.map { images[$0] } })
    case .tie: .tie
    case .bothBad: .bothBad
    case .skip: .skip
    }
  }
}

extension Outcome {
  /// What must have been asked to get this for an answer.
  fileprivate var task: AnnotationMode.Task {
    if case .ranking = self { .rank } else { .prefer }
  }
}
