import Preferences
import Testing

@Suite struct ScoreContractTests {
  /// A store with two scorers and comparisons of 2, 3, 4 … candidates.
  private func withComparisons(
    _ kind: StoreKind, count: Int = 3,
    _ body: (any ChoiceStore & ScoreStore, [ScorerID], [Comparison]) throws -> Void
  ) throws {
    try kind.withStore { store in
      let scorers = [try Fixture.scorer(1), try Fixture.scorer(2)]
      for scorer in scorers { try store.add(scorer) }
      let comparisons = try (0..<count).map { try Fixture.comparison($0, candidates: 2 + $0) }
      _ = try store.add(comparisons.map { ImportedComparison(comparison: $0) })
      try body(store, scorers.map(\.id), comparisons)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func scoresComeBackExactlyAndStayTheirScorers(_ kind: StoreKind) throws {
    try withComparisons(kind) { store, scorers, comparisons in
      let comparison = comparisons[1]
      let images = comparison.candidates.map(\.image)
      let values = [images[0]: 0.1 + 0.2, images[1]: -3, images[2]: -Double.greatestFiniteMagnitude]
      let scores = values.map { CandidateScore(comparison: comparison.id, image: $0.key, score: $0.value) }
      try store.record(scores, by: scorers[0])

      #expect(try store.scores(of: comparison.id, by: scorers[0]) == values)
      #expect(try store.scores(of: comparison.id, by: scorers[1]).isEmpty)
      #expect(try store.scores(of: comparisons[0].id, by: scorers[0]).isEmpty)
      #expect(try store.scores(of: Fixture.comparison(99).id, by: scorers[0]).isEmpty)

      let others = Fixture.scores(of: comparison, plus: 0.5)
      try store.record(others, by: scorers[1])
      #expect(try store.scores(of: comparison.id, by: scorers[1]) == Fixture.byImage(others))
      #expect(try store.scores(of: comparison.id, by: scorers[0]) == values)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aScoreThatIsThereStays(_ kind: StoreKind) throws {
    try withComparisons(kind) { store, scorers, comparisons in
      let first = Fixture.scores(of: comparisons[0])
      try store.record([first[0]], by: scorers[0])
      try store.record(Fixture.scores(of: comparisons[0], plus: 1), by: scorers[0])
      let kept = try store.scores(of: comparisons[0].id, by: scorers[0])
      #expect(kept[first[0].image] == first[0].score)
      #expect(kept[first[1].image] == first[1].score + 1)
    }
  }

  /// The same image has a score of its own under each prompt.
  @Test(arguments: StoreKind.allCases)
  func anImageOfTwoComparisonsHasTwoScores(_ kind: StoreKind) throws {
    try withComparisons(kind) { store, scorers, comparisons in
      let other = try Comparison(prompt: Prompt("another"), candidates: comparisons[0].candidates)
      _ = try store.add([ImportedComparison(comparison: other)])
      let mine = Fixture.scores(of: comparisons[0])
      let others = Fixture.scores(of: other, plus: 1)
      try store.record(mine + others, by: scorers[0])
      #expect(try store.scores(of: comparisons[0].id, by: scorers[0]) == Fixture.byImage(mine))
      #expect(try store.scores(of: other.id, by: scorers[0]) == Fixture.byImage(others))
    }
  }

  @Test(arguments: StoreKind.allCases, [Double.nan, .infinity, -.infinity])
  func whatIsNoNumberIsRefusedWithItsBatch(_ kind: StoreKind, value: Double) throws {
    try withComparisons(kind) { store, scorers, comparisons in
      var scores = Fixture.scores(of: comparisons[0])
      scores[1] = CandidateScore(comparison: comparisons[0].id, image: scores[1].image, score: value)
      let fault = #expect(throws: StoreFault.self) { try store.record(scores, by: scorers[0]) }
      #expect(fault == .inconsistent("\(value) as the score of image \(scores[1].image)"))
      let kept = try store.scores(of: comparisons[0].id, by: scorers[0])
      #expect(kept.isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aStrangerIsRefusedWithItsBatch(_ kind: StoreKind) throws {
    try withComparisons(kind) { store, scorers, comparisons in
      let good = Fixture.scores(of: comparisons[0])
      let strangers = [
        CandidateScore(
          comparison: comparisons[0].id, image: comparisons[1].candidates[0].image, score: 0.2),
        CandidateScore(comparison: try Fixture.comparison(99).id, image: good[0].image, score: 0.2),
      ]
      for stranger in strangers {
        #expect(throws: StoreFault.notACandidate(stranger)) {
          try store.record(good + [stranger], by: scorers[0])
        }
      }
      #expect(try store.scores(of: comparisons[0].id, by: scorers[0]).isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func lackingAndScoredComparisonsAreAllInTheOrderOfTheirAdding(_ kind: StoreKind) throws {
    try withComparisons(kind, count: 12) { store, scorers, comparisons in
      let mine = scorers[0]
      #expect(try store.comparisonsLackingScores(by: mine) == comparisons.map(\.id))
      #expect(try store.scoredComparisons(by: mine).isEmpty)

      var expected: [ScoredComparison] = []
      for (number, comparison) in comparisons.enumerated().reversed() {
        let scores = Fixture.scores(of: comparison, plus: Double(number))
        // The other scorer has scored all.
        try store.record(scores, by: scorers[1])
        switch number % 3 {
        case 0:
          try store.record(scores, by: mine)
          expected.insert(ScoredComparison(comparison: comparison, scores: Fixture.byImage(scores)), at: 0)
        case 1: try store.record(Array(scores.dropLast()), by: mine)
        default: break
        }
      }

      #expect(try store.scoredComparisons(by: mine) == expected)
      let lacking = comparisons.enumerated().filter { $0.offset % 3 != 0 }.map(\.element.id)
      #expect(try store.comparisonsLackingScores(by: mine) == lacking)
      #expect(try store.comparisonsLackingScores(by: scorers[1]).isEmpty)

      let late = try Fixture.comparison(50)
      _ = try store.add([ImportedComparison(comparison: late)])
      #expect(try store.comparisonsLackingScores(by: mine) == lacking + [late.id])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aStreamOfScoresHandsOnErrorsAndLetsTheStoreBeUsed(_ kind: StoreKind) throws {
    struct Enough: Error {}
    try withComparisons(kind) { store, scorers, comparisons in
      for comparison in comparisons { try store.record(Fixture.scores(of: comparison), by: scorers[0]) }
      var seen: [ComparisonID] = []
      #expect(throws: Enough.self) {
        try store.forEachScoredComparison(by: scorers[0]) { comparison, scores in
          #expect(try store.scores(of: comparison.id, by: scorers[0]) == scores)
          try store.record(Fixture.scores(of: comparison, plus: 1), by: scorers[1])
          #expect(try store.scoredComparisons(by: scorers[1]).count == seen.count + 1)
          seen.append(comparison.id)
          if seen.count == 2 { throw Enough() }
        }
      }
      #expect(seen == comparisons.prefix(2).map(\.id))
    }
  }
}
