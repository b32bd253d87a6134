import Preferences
import Testing

@Suite struct ScorerContractTests {
  @Test(arguments: StoreKind.allCases)
  func scorersComeBackAsAddedInTheirOrder(_ kind: StoreKind) throws {
    try kind.withStore { store in
      #expect(try store.scorers().isEmpty)
      let scorers = [
        try Fixture.scorer(2),
        ScorerIdentity(name: "python 日本語.py", checkpoint: nil, logitScale: nil, preprocessing: "external"),
        ScorerIdentity(
          name: "z", checkpoint: nil, logitScale: .leastNonzeroMagnitude, preprocessing: ""),
        try Fixture.scorer(1),
      ]
      for scorer in scorers { try store.add(scorer) }
      #expect(try store.scorers() == scorers)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aScorerKeepsItsFirstName(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let scorer = try Fixture.scorer(1)
      let renamed = ScorerIdentity(
        name: "copy.pt", checkpoint: scorer.checkpoint, logitScale: scorer.logitScale,
        preprocessing: scorer.preprocessing)
      try store.add(scorer)
      try store.add(scorer)
      try store.add(renamed)
      #expect(try store.scorers() == [scorer])
    }
  }

  @Test(arguments: StoreKind.allCases, [Double.nan, .infinity, -1, 0])
  func aLogitScaleThatScalesNothingIsRefused(_ kind: StoreKind, scale: Double) throws {
    try kind.withStore { store in
      let scorer = ScorerIdentity(
        name: "s", checkpoint: nil, logitScale: scale, preprocessing: "external")
      #expect(throws: StoreFault.inconsistent("\(scale) as the logit scale of s")) { try store.add(scorer) }
      let kept = try store.scorers()
      #expect(kept.isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aScorerNeedsAName(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let scorer = ScorerIdentity(name: "", checkpoint: nil, logitScale: nil, preprocessing: "external")
      #expect(throws: StoreFault.inconsistent("the scorer has no name")) { try store.add(scorer) }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anUnknownScorerHasNothingAndCannotWrite(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let image = comparison.candidates[0].image
      let unknown = try Fixture.scorer(9).id
      _ = try store.add([ImportedComparison(comparison: comparison)])

      #expect(try store.imageEmbeddings(of: [image], by: unknown).isEmpty)
      #expect(try store.promptEmbedding(of: comparison.prompt, by: unknown) == nil)
      #expect(try store.scores(of: comparison.id, by: unknown).isEmpty)
      #expect(try store.comparisonsLackingScores(by: unknown) == [comparison.id])
      #expect(try store.scoredComparisons(by: unknown).isEmpty)
      #expect(throws: StoreFault.unknown(unknown)) {
        try store.record(Fixture.scores(of: comparison), by: unknown)
      }
      #expect(throws: StoreFault.unknown(unknown)) {
        try store.keep(images: [image: Fixture.embedding(1)], prompts: [:], by: unknown)
      }
    }
  }
}
