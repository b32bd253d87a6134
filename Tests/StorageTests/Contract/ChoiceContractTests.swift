import Preferences
import Testing

@Suite struct ChoiceContractTests {
  /// A store with one comparison of three candidates, one session and one trial of it.
  private func withTrial(
    _ kind: StoreKind, _ body: (any ChoiceStore, Session, Trial) throws -> Void
  ) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1, candidates: 3)
      let session = Fixture.session(1, of: try Fixture.annotator(1))
      _ = try store.add([ImportedComparison(comparison: comparison)])
      try store.begin(session)
      try body(store, session, try Fixture.trial(1, of: comparison, task: .rank))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func everyOutcomeComesBackAsRecorded(_ kind: StoreKind) throws {
    try withTrial(kind) { store, session, trial in
      let images = trial.images
      let kinds: [Event.Kind] = [
        Fixture.choice(.preferred(images[1])),
        Fixture.choice(.ranking([[images[2]], [images[0], images[1]]]), after: nil),
        Fixture.choice(.tie, scoresVisible: true),
        Fixture.choice(.bothBad, after: 0),
        Fixture.choice(.skip),
      ]
      for (number, kind) in kinds.enumerated() {
        let event = Fixture.event(number, in: session, on: trial, kind)
        try store.record(event, of: trial)
        let choice = try #require(Choice(standingAfter: [event]))
        let expected = ChoiceRecord(annotator: session.annotator, trial: trial, choice: choice)
        #expect(try store.allChoices() == [expected])
        #expect(try store.latestChoices(of: session.annotator.id, limit: 9) == [expected])
        #expect(try store.latestEventID() == event.id)
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func undoTakesAChoiceAwayAndRedoBringsItBack(_ kind: StoreKind) throws {
    try withTrial(kind) { store, session, trial in
      let annotator = session.annotator.id
      let choice = Fixture.event(1, in: session, on: trial, Fixture.choice(.tie))
      try store.record(choice, of: trial)
      #expect(try store.committedTrials(of: annotator) == [trial.id])

      try store.record(Fixture.event(2, in: session, on: trial, .undo(choice.id)), of: trial)
      #expect(try store.committedTrials(of: annotator).isEmpty)
      #expect(try store.allChoices().isEmpty)
      #expect(try store.counts().choices == 0)

      try store.record(Fixture.event(3, in: session, on: trial, .redo(choice.id)), of: trial)
      #expect(try store.committedTrials(of: annotator) == [trial.id])
      #expect(try store.allChoices().map(\.choice.event) == [choice.id])
      #expect(try store.counts().choices == 1)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func theLatestFlagAndNoteGoWithTheChoice(_ kind: StoreKind) throws {
    try withTrial(kind) { store, session, trial in
      try store.record(Fixture.event(1, in: session, on: trial, .note("first")), of: trial)
      try store.record(Fixture.event(2, in: session, on: trial, .flag(true)), of: trial)
      #expect(try store.remarks(on: trial.id) == Remarks(flagged: true, note: "first"))
      #expect(try store.allChoices().isEmpty)

      try store.record(Fixture.event(3, in: session, on: trial, Fixture.choice(.skip)), of: trial)
      try store.record(Fixture.event(4, in: session, on: trial, .note("späte\u{0}r\n'note'")), of: trial)
      let noted = try #require(try store.allChoices().first?.choice)
      #expect(noted.flagged)
      #expect(noted.note == "späte\u{0}r\n'note'")

      try store.record(Fixture.event(5, in: session, on: trial, .note("")), of: trial)
      try store.record(Fixture.event(6, in: session, on: trial, .flag(false)), of: trial)
      #expect(try store.remarks(on: trial.id) == Remarks())
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anEventIsAppendedOnce(_ kind: StoreKind) throws {
    try withTrial(kind) { store, session, trial in
      try store.record(Fixture.event(1, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      try store.record(Fixture.event(1, in: session, on: trial, Fixture.choice(.skip)), of: trial)
      #expect(try store.allChoices().map(\.choice.outcome) == [.tie])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func whatDoesNotFitIsRefusedAndNotKept(_ kind: StoreKind) throws {
    try withTrial(kind) { store, session, trial in
      let unknown = Fixture.session(2, of: session.annotator)
      let elsewhere = try Fixture.trial(2, of: Fixture.comparison(2))
      let foreign = try Trial(
        id: elsewhere.id, comparison: trial.comparison, prompt: trial.prompt,
        candidates: elsewhere.candidates,
        task: .prefer, selection: trial.selection)
      let refused: [(Event, Trial)] = [
        (Fixture.event(1, in: unknown, on: trial, Fixture.choice(.tie)), trial),
        (Fixture.event(2, in: session, on: elsewhere, Fixture.choice(.tie)), elsewhere),
        (Fixture.event(3, in: session, on: trial, Fixture.choice(.preferred(try Fixture.image(999)))), trial),
        (
          Fixture.event(4, in: session, on: trial, Fixture.choice(.ranking([trial.images.dropLast()]))), trial
        ),
        (Fixture.event(5, in: session, on: foreign, Fixture.choice(.tie)), foreign),
      ]
      for (event, trial) in refused {
        let fault = #expect(throws: StoreFault.self) { try store.record(event, of: trial) }
        guard case .inconsistent = fault else {
          Issue.record("\(event.id) gave \(String(describing: fault))")
          continue
        }
      }
      #expect(try store.latestEventID() == nil)
      #expect(try store.allChoices().isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aSessionIsOpenedOnce(_ kind: StoreKind) throws {
    try withTrial(kind) { store, session, trial in
      try store.begin(
        Session(
          id: session.id, annotator: try Fixture.annotator(7), settings: SessionSettings(),
          startedAt: session.startedAt))
      try store.record(Fixture.event(1, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      #expect(try store.allChoices().map(\.annotator) == [session.annotator])
    }
  }
}
