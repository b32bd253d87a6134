extension InMemoryChoiceStore {
  package func commit(_ event: Event, of trial: Trial) throws(StoreFault) {
    try contents.withLock { contents throws(StoreFault) in
      let log = contents.events[trial.id, default: [:]]
      if log[event.id] == nil {
        let standing = Choice(standingAfter: log.values)
        guard event.kind.follows(standing?.event) else { throw .overtaken(standing: standing) }
      }
      _ = try contents.insert(event, of: trial)
    }
  }

  package func standingChoice(on trial: TrialID) -> Choice? {
    contents.withLock { Choice(standingAfter: $0.events[trial, default: [:]].values) }
  }

  package func undoneChoices(of annotator: AnnotatorID, limit: Int) -> [ChoiceRecord] {
    contents.withLock { contents in
      let undone = contents.events.values.compactMap { log -> (undo: EventID, record: ChoiceRecord)? in
        guard let last = log.values.filter(\.kind.isDecision).max(by: { $0.id < $1.id }),
          case .undo(let target) = last.kind,
          contents.sessions[last.session]?.origin == .annotation,
          contents.sessions[last.session]?.annotator.id == annotator,
          let record = contents.record(
            of: last.trial,
            after: log.values.filter { event in
              !event.kind.isDecision || event.id == target
            })
        else { return nil }
        return (last.id, record)
      }
      return undone.sorted { $0.undo < $1.undo }.suffix(max(0, limit)).map(\.record)
    }
  }
}
