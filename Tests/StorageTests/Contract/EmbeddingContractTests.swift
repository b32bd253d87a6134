import Preferences
import Testing

@Suite struct EmbeddingContractTests {
  private func withScorers(
    _ kind: StoreKind, _ body: (any ChoiceStore & ScoreStore, ScorerID, ScorerID) throws -> Void
  ) throws {
    try kind.withStore { store in
      let scorers = [try Fixture.scorer(1), try Fixture.scorer(2)]
      for scorer in scorers { try store.add(scorer) }
      try body(store, scorers[0].id, scorers[1].id)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsKeptComesBackToTheBit(_ kind: StoreKind) throws {
    try withScorers(kind) { store, scorer, _ in
      let prompt = try Prompt("a red fox 日本語\0\u{1F98A}")
      let tiny = try #require(Embedding(normalizing: [1, -0.0, 1e-30, .leastNonzeroMagnitude]))
      let zero = try #require(Embedding(normalizing: [0, 0, 0, 0]))
      let images = [try Fixture.image(1): tiny, try Fixture.image(2): zero]
      try store.keep(images: images, prompts: [prompt: tiny], by: scorer)
      try store.keep(images: [:], prompts: [:], by: scorer)

      let asked = [try Fixture.image(2), try Fixture.image(3), try Fixture.image(1), try Fixture.image(2)]
      let kept = try store.imageEmbeddings(of: asked, by: scorer)
      #expect(kept == images)
      #expect(
        kept[try Fixture.image(1)]?.components.map(\.bitPattern) == tiny.components.map(\.bitPattern))
      #expect(try store.imageEmbeddings(of: [try Fixture.image(3)], by: scorer).isEmpty)
      #expect(try store.imageEmbeddings(of: [], by: scorer).isEmpty)
      #expect(try store.promptEmbedding(of: prompt, by: scorer) == tiny)
      #expect(try store.promptEmbedding(of: Prompt("another"), by: scorer) == nil)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func eachScorerHasItsOwn(_ kind: StoreKind) throws {
    try withScorers(kind) { store, one, other in
      let image = try Fixture.image(1)
      let prompt = try Prompt("p")
      try store.keep(images: [image: Fixture.embedding(1)], prompts: [prompt: Fixture.embedding(2)], by: one)

      #expect(try store.imageEmbeddings(of: [image], by: other).isEmpty)
      #expect(try store.promptEmbedding(of: prompt, by: other) == nil)

      let wide = try Fixture.embedding(3, dimension: 6)
      try store.keep(images: [image: wide], prompts: [:], by: other)
      #expect(try store.imageEmbeddings(of: [image], by: other) == [image: wide])
      #expect(try store.imageEmbeddings(of: [image], by: one) == [image: Fixture.embedding(1)])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsThereStaysAsItIs(_ kind: StoreKind) throws {
    try withScorers(kind) { store, scorer, _ in
      let image = try Fixture.image(1)
      let prompt = try Prompt("p")
      let first = try Fixture.embedding(1)
      try store.keep(images: [image: first], prompts: [prompt: first], by: scorer)
      let second = try Fixture.embedding(2)
      try store.keep(
        images: [image: second, Fixture.image(2): second], prompts: [prompt: second], by: scorer)
      #expect(
        try store.imageEmbeddings(of: [image, Fixture.image(2)], by: scorer)
          == [image: first, Fixture.image(2): second])
      #expect(try store.promptEmbedding(of: prompt, by: scorer) == first)
    }
  }

  /// Swift takes the two texts for equal, a model may not.
  @Test(arguments: StoreKind.allCases)
  func promptsAreToldApartByTheirBytes(_ kind: StoreKind) throws {
    try withScorers(kind) { store, scorer, _ in
      let composed = try Prompt("caf\u{e9}")
      let decomposed = try Prompt("cafe\u{301}")
      try store.keep(images: [:], prompts: [composed: Fixture.embedding(1)], by: scorer)
      #expect(try store.promptEmbedding(of: decomposed, by: scorer) == nil)
      try store.keep(images: [:], prompts: [decomposed: Fixture.embedding(2)], by: scorer)
      #expect(try store.promptEmbedding(of: composed, by: scorer) == Fixture.embedding(1))
      #expect(try store.promptEmbedding(of: decomposed, by: scorer) == Fixture.embedding(2))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func oneScorerHasOneDimension(_ kind: StoreKind) throws {
    try withScorers(kind) { store, scorer, _ in
      let image = try Fixture.image(1)
      let prompt = try Prompt("p")
      let narrow = try Fixture.embedding(1, dimension: 4)
      let wide = try Fixture.embedding(1, dimension: 5)
      func refuses(_ images: [ImageID: Embedding], _ prompts: [Prompt: Embedding]) {
        let fault = #expect(throws: StoreFault.self) {
          try store.keep(images: images, prompts: prompts, by: scorer)
        }
        guard case .inconsistent = fault else {
          Issue.record("gave \(String(describing: fault))")
          return
        }
      }

      refuses([image: narrow, try Fixture.image(2): wide], [:])
      refuses([image: narrow], [prompt: wide])
      refuses([:], [prompt: narrow, try Prompt("q"): wide])
      #expect(try store.imageEmbeddings(of: [image], by: scorer).isEmpty)

      try store.keep(images: [:], prompts: [prompt: narrow], by: scorer)
      refuses([image: wide], [:])
      try store.keep(images: [image: narrow], prompts: [:], by: scorer)
      refuses([try Fixture.image(2): narrow], [try Prompt("q"): wide])
      #expect(try store.imageEmbeddings(of: [Fixture.image(2)], by: scorer).isEmpty)
    }
  }
}
