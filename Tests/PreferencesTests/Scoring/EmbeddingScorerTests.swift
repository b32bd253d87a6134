import Preferences
import Testing

@Suite struct EmbeddingScorerTests {
  private let embedder = CountingEmbedder()
  private let store = InMemoryChoiceStore()
  private let images = (1...7).map { ImageFile.sample($0) }

  private func scorer(_ embedder: CountingEmbedder) throws -> EmbeddingScorer {
    try store.add(embedder.identity)
    return EmbeddingScorer(embedder, keepingIn: store)
  }

  @Test func scoresAreCosinesInTheOrderOfTheImages() throws {
    let scorer = try scorer(embedder)
    let prompt = try Prompt("a red fox")
    let text = try #require(CountingEmbedder.embedding(of: Array("a red fox".utf8)))
    let expected = try images.map {
      try #require(CountingEmbedder.embedding(of: $0.image.bytes)).cosine(with: text)
    }
    #expect(try scorer.scores(of: images, for: prompt) == expected)
    #expect(try scorer.scores(of: images.reversed(), for: prompt) == expected.reversed())
    #expect(try scorer.scores(of: [images[4]], for: prompt) == [expected[4]])
  }

  @Test func nothingIsEmbeddedTwice() throws {
    let scorer = try scorer(embedder)
    _ = try scorer.scores(of: images, for: Prompt("a red fox"))
    #expect(embedder.batches == [3, 3, 1])
    _ = try scorer.scores(of: images + images, for: Prompt("a red fox"))
    _ = try scorer.scores(of: images, for: Prompt("a blue fox"))
    // Another scorer of the same model in another process.
    _ = try EmbeddingScorer(embedder, keepingIn: store).scores(of: images, for: Prompt("a red fox"))
    #expect(embedder.batches == [3, 3, 1])
    #expect(embedder.prompts == ["a red fox", "a blue fox"])
  }

  @Test func anImageGivenTwiceIsEmbeddedOnce() throws {
    let scorer = try scorer(embedder)
    let scores = try scorer.scores(of: [images[0], images[0]], for: Prompt("a red fox"))
    #expect(embedder.batches == [1])
    #expect(scores[0] == scores[1])
  }

  @Test func anUnreadableImageIsNamedAndTheOthersAreKept() throws {
    let embedder = CountingEmbedder(unreadable: ["/images/2.png"])
    let scorer = try scorer(embedder)
    #expect(throws: ScoringFault.image(path: "/images/2.png", .truncated)) {
      try scorer.scores(of: images, for: Prompt("a red fox"))
    }
    _ = try scorer.scores(of: Array(images[2...]), for: Prompt("a red fox"))
    #expect(embedder.batches == [3, 3, 1])
  }

  @Test func cancellingKeepsTheBatchesThatAreDone() throws {
    let scorer = try scorer(embedder)
    var done = 0
    #expect(throws: ScoringFault.cancelled) {
      try scorer.prepare(images, isCancelled: { done >= 3 }, progress: { done += $0 })
    }
    #expect(embedder.batches == [3])
    try scorer.prepare(images, isCancelled: { false }, progress: { done += $0 })
    #expect(embedder.batches == [3, 3, 1])
    // Three the first time, then the same three as kept and the four others.
    #expect(done == 3 + 7)
  }
}
