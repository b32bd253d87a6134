import Preferences
import Testing

/// What becomes of choices from outside that meet others to the same question.
@Suite struct ArrivalContractTests {
  private static let day = Timestamp(milliseconds: 1_700_000_000_000)
  private static let nextDay = Timestamp(milliseconds: 1_700_086_400_000)

  private struct Study {
    let store: any ChoiceStore
    let comparison: Comparison
    let session: Session

    /// - Parameter number: of the trial; two files may call the same question differently.
    func answer(
      _ outcome: Outcome, at time: Timestamp, isDated: Bool = false, trial number: Int = 1,
      event: Int = 1, saying kinds: [Event.Kind] = []
    ) throws -> ImportCounts {
      let trial = try Trial(
        id: Identifier(high: UInt64(number), low: 2, version: 8), comparison: comparison.id,
        prompt: comparison.prompt, candidates: comparison.candidates, task: .prefer,
        selection: Selection(policy: .imported, probability: 1))
      let events = ([Fixture.choice(outcome, after: nil)] + kinds).enumerated().map { place, kind in
        Event(
          id: Identifier(high: UInt64(place), low: UInt64(event), version: 8), session: session.id,
          trial: trial.id, at: time, kind: kind)
      }
      let choice = ImportedChoice(
        session: session, trial: trial, events: events, identity: .answer(isDated: isDated),
        place: SourcePlace(file: "/f", at: "line 1"))
      return try store.add([ImportedComparison(comparison: comparison, choices: [choice])])
    }

    func standing() throws -> [Outcome] { try store.allChoices().map(\.choice.outcome) }
  }

  private func withStudy(_ kind: StoreKind, _ body: (Study, ImageID, ImageID) throws -> Void) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let session = Session.imported(of: try Fixture.annotator(1), at: Self.day)
      let images = comparison.candidates.map(\.image)
      try body(Study(store: store, comparison: comparison, session: session), images[0], images[1])
    }
  }

  private func refused(_ reason: ChoiceRefusal) -> ImportCounts {
    ImportCounts(
      refused: [
        RefusedChoice(place: SourcePlace(file: "/f", at: "line 1"), annotator: "annotator 1", reason: reason)
      ])
  }

  @Test(arguments: StoreKind.allCases)
  func aCorrectedAnswerReplacesTheEarlierOneAsAnEvent(_ kind: StoreKind) throws {
    try withStudy(kind) { study, first, second in
      let fresh = ImportCounts(comparisons: 1, candidates: 2, choices: 1)
      #expect(try study.answer(.preferred(first), at: Self.day) == fresh)

      // Under another trial too: what counts is the question.
      let counts = try study.answer(.preferred(second), at: Self.nextDay, trial: 2, event: 2)

      #expect(counts == ImportCounts(replaced: 1))
      #expect(try study.standing() == [.preferred(second)])
      #expect(try study.answer(.preferred(second), at: Self.nextDay, trial: 2, event: 2) == ImportCounts())
    }
  }

  @Test(arguments: StoreKind.allCases)
  func theOldFileAgainDoesNotUndoTheCorrection(_ kind: StoreKind) throws {
    try withStudy(kind) { study, first, second in
      _ = try study.answer(.preferred(first), at: Self.day)
      _ = try study.answer(.preferred(second), at: Self.nextDay, event: 2)
      #expect(try study.answer(.preferred(first), at: Self.nextDay) == refused(.replacedBefore))
      #expect(try study.standing() == [.preferred(second)])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func ofAnswersWithATimeTheLaterCountsWhicheverComesFirst(_ kind: StoreKind) throws {
    try withStudy(kind) { study, first, second in
      _ = try study.answer(.preferred(first), at: Self.nextDay, isDated: true)
      #expect(
        try study.answer(.preferred(second), at: Self.day, isDated: true, event: 2)
          == refused(.older(than: Self.nextDay)))
      #expect(try study.standing() == [.preferred(first)])
      let later = Timestamp(milliseconds: Self.nextDay.milliseconds + 1)
      #expect(
        try study.answer(.preferred(second), at: later, isDated: true, event: 3) == ImportCounts(replaced: 1))
      #expect(
        try study.answer(.preferred(first), at: Self.nextDay, isDated: true) == ImportCounts())
      #expect(try study.standing() == [.preferred(second)])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aNoteThatIsCorrectedComesIn(_ kind: StoreKind) throws {
    try withStudy(kind) { study, first, _ in
      _ = try study.answer(.preferred(first), at: Self.day, saying: [.note("hands")])
      let counts = try study.answer(
        .preferred(first), at: Self.nextDay, saying: [.flag(true), .note("six fingers")])
      #expect(counts == ImportCounts(remarks: 2))
      let choice = try study.store.allChoices()[0].choice
      #expect(choice.flagged && choice.note == "six fingers")
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aTieWithinARankingHasNoOrder(_ kind: StoreKind) throws {
    try withStudy(kind) { study, first, second in
      _ = try study.answer(.ranking([[first, second]]), at: Self.day)
      #expect(try study.answer(.ranking([[second, first]]), at: Self.nextDay, event: 2) == ImportCounts())
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anEventThatSaysSomethingElseIsRefused(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let images = comparison.candidates.map(\.image)
      let session = Session.imported(of: try Fixture.annotator(1), at: Self.day)
      func add(_ outcome: Outcome, event: Int, trial number: Int) throws -> ImportCounts {
        let trial = try Fixture.trial(number, of: comparison)
        let event = Fixture.event(event, in: session, on: trial, Fixture.choice(outcome))
        return try store.add([
          ImportedComparison(
            comparison: comparison,
            choices: [ImportedChoice(session: session, trial: trial, events: [event])])
        ])
      }
      let refused = ImportCounts(
        refused: [RefusedChoice(place: nil, annotator: "annotator 1", reason: .eventSaysOtherwise)])

      _ = try add(.preferred(images[0]), event: 5, trial: 1)
      #expect(try add(.preferred(images[0]), event: 5, trial: 1) == ImportCounts())
      #expect(try add(.preferred(images[1]), event: 5, trial: 1) == refused)
      #expect(try add(.preferred(images[0]), event: 5, trial: 2) == refused)
      #expect(try add(.preferred(images[1]), event: 6, trial: 1) == ImportCounts(replaced: 1))
      #expect(try add(.tie, event: 4, trial: 1) == ImportCounts(outdated: 1))
      #expect(try store.allChoices().map(\.choice.outcome) == [.preferred(images[1])])
    }
  }
}
