import Preferences
import Testing

@Suite struct ComparisonContractTests {
  @Test(arguments: StoreKind.allCases)
  func keepsComparisonsWhole(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparisons = [try Fixture.comparison(1), try Fixture.comparison(2, candidates: 7)]

      let counts = try store.add(comparisons.map { ImportedComparison(comparison: $0) })

      #expect(counts == ImportCounts(comparisons: 2, candidates: 9))
      for comparison in comparisons { #expect(try store.comparison(comparison.id) == comparison) }
      let summaries = try store.comparisonSummaries()
      #expect(summaries.count == 2)
      #expect(
        Set(summaries)
          == Set(comparisons.map { ComparisonSummary(id: $0.id, candidateCount: $0.candidates.count) }))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func addingAgainChangesNothing(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      _ = try store.add([ImportedComparison(comparison: comparison)])

      let counts = try store.add([ImportedComparison(comparison: comparison)])

      #expect(counts == ImportCounts())
      #expect(try store.comparison(comparison.id) == comparison)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anEmptyStoreHasNothing(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let annotator = try Fixture.annotator(1)
      #expect(try store.comparison(comparison.id) == nil)
      #expect(try store.comparisonSummaries().isEmpty)
      #expect(try store.latestEventID() == nil)
      #expect(try store.committedTrials(of: annotator.id).isEmpty)
      #expect(try store.latestChoices(of: annotator.id, limit: 5).isEmpty)
      #expect(try store.remarks(on: Fixture.trial(1, of: comparison).id) == Remarks())
      #expect(try store.counts() == StoreCounts(comparisons: 0, candidates: 0, annotators: 0, choices: 0))
      #expect(try store.allChoices().isEmpty)
      #expect(
        try store.annotatorCount(
          besides: annotator.id, on: comparison.candidates.map(\.image), of: comparison.id, task: .prefer)
          == 0)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func importsChoicesWithTheirComparison(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let annotator = try Fixture.annotator(1)
      let session = Session.imported(of: annotator, at: Timestamp(milliseconds: 0))
      let trial = try Fixture.trial(1, of: comparison)
      let choice = Fixture.event(1, in: session, on: trial, Fixture.choice(.tie, after: nil))
      let flag = Fixture.event(2, in: session, on: trial, .flag(true))
      let item = ImportedComparison(
        comparison: comparison,
        choices: [ImportedChoice(session: session, trial: trial, events: [choice, flag])])

      #expect(try store.add([item]) == ImportCounts(comparisons: 1, candidates: 2, choices: 1))
      #expect(try store.add([item]) == ImportCounts())

      let expected = ChoiceRecord(
        annotator: annotator, trial: trial,
        choice: Choice(event: choice.id, session: session.id, outcome: .tie, flagged: true, at: choice.at))
      #expect(try store.allChoices() == [expected])
      #expect(try store.counts() == StoreCounts(comparisons: 1, candidates: 2, annotators: 1, choices: 1))
      #expect(try store.latestEventID() == nil)
      #expect(try store.latestChoices(of: annotator.id, limit: 5).isEmpty)
      #expect(try store.committedTrials(of: annotator.id) == [trial.id])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aBatchGoesInWholeOrNotAtAll(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let session = Fixture.session(1, of: try Fixture.annotator(1))
      let trial = try Fixture.trial(1, of: comparison)
      let stranger = Fixture.event(
        1, in: session, on: trial, Fixture.choice(.preferred(try Fixture.image(999))))
      let batch = [
        ImportedComparison(comparison: try Fixture.comparison(2)),
        ImportedComparison(
          comparison: comparison,
          choices: [ImportedChoice(session: session, trial: trial, events: [stranger])]),
      ]

      #expect(throws: StoreFault.self) { try store.add(batch) }

      #expect(try store.counts() == StoreCounts(comparisons: 0, candidates: 0, annotators: 0, choices: 0))
    }
  }
}
