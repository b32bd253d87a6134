import Preferences

/// What the choices of a row are made into the domain's with.
struct ChoiceAssembly {
  let comparison: Comparison
  /// The comparison's, in the order of the source.
  let candidates: [Candidate]
  /// The row's place.
  let place: SourcePlace
  /// Given to choices that carry no time of their own.
  let importedAt: Timestamp
}

extension RowChoice {
  /// Session, trial and events of the choice. What the source does not tell follows from what it does, so
  /// that the same row gives the same identifiers each time it is read.
  /// - Returns: `nil` for an answer that the ledger does not admit.
  func assembled(
    in assembly: ChoiceAssembly, by annotator: Annotator, noting ledger: inout ImportLedger
  ) throws(RowFault) -> ImportedChoice? {
    let outcome = outcome.mapped(to: assembly.candidates.map(\.image))
    let shownCandidates = shown.order?.map { assembly.candidates[$0] } ?? assembly.candidates
    let images = shownCandidates.map(\.image)
    do { try outcome.check(against: images) } catch { throw RowFault(error.description) }
    let place = SourcePlace(
      file: assembly.place.file,
      at: self.place.isEmpty ? assembly.place.at : "\(assembly.place.at): \(self.place)")
    var question = ImportedQuestion(
      annotator: annotator.id, comparison: assembly.comparison.id, images: images,
      task: shown.task ?? outcome.task, repetition: shown.repetition, trial: shown.trial)
    let names: Names
    switch kind {
    case .vote:
      names = vote(outcome, to: question, noting: &ledger)
    case .oneOfSeveral:
      question = question.repeated(ledger.repetition(of: question.fields("asked again")))
      names = answer(outcome, to: question)
    case .answer where shown.choice != nil:
      names = answer(outcome, to: question)
    case .answer:
      guard ledger.admits(outcome, at: at, to: question, place: place) else { return nil }
      names = answer(outcome, to: question)
    }
    return try assembled(
      outcome, to: question, of: shownCandidates, in: assembly, by: annotator, as: names, at: place)
  }

  private struct Names {
    let trial: TrialID
    let choice: EventID
    let identity: ImportedChoice.Identity
  }

  private func vote(
    _ outcome: Outcome, to question: ImportedQuestion, noting ledger: inout ImportLedger
  ) -> Names {
    var fields = question.fields("vote")
    fields.append(outcome)
    let trial = TrialID.imported(
      of: question.comparison, by: question.annotator, task: question.task, outcome: outcome,
      number: ledger.number(ofVote: fields))
    return Names(trial: trial, choice: .importedChoice(of: trial), identity: .event)
  }

  private func answer(_ outcome: Outcome, to question: ImportedQuestion) -> Names {
    let trial = shown.trial ?? .imported(question)
    return Names(
      trial: trial, choice: shown.choice ?? .importedAnswer(outcome, at: at, to: trial),
      identity: shown.choice == nil ? .answer(isDated: at != nil) : .event)
  }

  private func assembled(
    _ outcome: Outcome, to question: ImportedQuestion, of candidates: [Candidate],
    in assembly: ChoiceAssembly,
    by annotator: Annotator, as names: Names, at place: SourcePlace
  ) throws(RowFault) -> ImportedChoice {
    let trial = try wellFormed { () throws(Malformed) in
      try Trial(
        id: names.trial, comparison: question.comparison, prompt: assembly.comparison.prompt,
        candidates: candidates, task: question.task, repetition: question.repetition,
        selection: shown.selection)
    }
    let moment = at ?? assembly.importedAt
    let session = session(of: annotator, at: moment, importedAt: assembly.importedAt)
    func event(_ id: EventID, _ kind: Event.Kind) -> Event {
      Event(id: id, session: session.id, trial: names.trial, at: moment, kind: kind)
    }
    var events = [
      event(
        names.choice,
        .choice(
          outcome, responseMilliseconds: shown.responseMilliseconds, scoresVisible: shown.scoresVisible))
    ]
    if remarks.flagged {
      events.append(event(.importedFlag(beside: names.choice, of: names.trial), .flag(true)))
    }
    if let note = remarks.note {
      events.append(event(.importedNote(note, beside: names.choice, of: names.trial), .note(note)))
    }
    return ImportedChoice(
      session: session, trial: trial, events: events, identity: names.identity, place: place)
  }

  private func session(of annotator: Annotator, at moment: Timestamp, importedAt time: Timestamp) -> Session {
    guard let id = shown.session else { return .imported(of: annotator, at: time) }
    return Session(
      id: id, annotator: annotator, origin: .import, settings: SessionSettings(), startedAt: moment)
  }
}

extension ImportedQuestion {
  func repeated(_ repetition: Int) -> ImportedQuestion {
    ImportedQuestion(
      annotator: annotator, comparison: comparison, images: images, task: task, repetition: repetition,
      trial: trial)
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
