import Preferences
import Testing

@Suite struct ComparisonScoringTests {
  private let store = InMemoryChoiceStore()

  private func fill(_ count: Int) throws -> [Comparison] {
    let comparisons = try (0..<count).map { number in
      try Comparison(
        prompt: Prompt("prompt \(number)"),
        candidates: (0..<2 + number % 3).map { place in
          let file = ImageFile.sample(UInt8(number * 5 + place))
          return Candidate(image: file.image, path: file.path, size: PixelSize(width: 8, height: 8))
        })
    }
    _ = try store.add(comparisons.map { ImportedComparison(comparison: $0) })
    return comparisons
  }

  private func scoring(_ embedder: CountingEmbedder, shard: Shard = .whole) throws -> ComparisonScoring {
    try store.add(embedder.identity)
    return ComparisonScoring(
      scorer: EmbeddingScorer(embedder, keepingIn: store), choices: store, scores: store, shard: shard)
  }

  @Test func everyComparisonGetsTheScoresOfItsCandidates() throws {
    let comparisons = try fill(20)
    let embedder = CountingEmbedder()
    var shown: [ComparisonScoring.Progress] = []
    let summary = try scoring(embedder).run(progress: { shown.append($0) })
    let images = comparisons.reduce(0) { $0 + $1.candidates.count }
    #expect(summary == .init(comparisons: 20, images: images, leftOut: [], isCancelled: false))
    #expect(shown.last == .init(done: images, total: images))
    #expect(zip(shown, shown.dropFirst()).allSatisfy { $0.done <= $1.done })
    for comparison in comparisons {
      let text = try #require(CountingEmbedder.embedding(of: Array(comparison.prompt.text.utf8)))
      let scores = store.scores(of: comparison.id, by: embedder.identity.id)
      for candidate in comparison.candidates {
        let image = try #require(CountingEmbedder.embedding(of: candidate.image.bytes))
        #expect(scores[candidate.image] == image.cosine(with: text))
      }
    }
  }

  @Test func aSecondRunComputesNothing() throws {
    _ = try fill(9)
    let embedder = CountingEmbedder()
    _ = try scoring(embedder).run()
    let batches = embedder.batches
    #expect(try scoring(embedder).run() == .init())
    #expect(embedder.batches == batches)
  }

  @Test func stoppingKeepsWhatIsDoneAndGoesOnFromThere() throws {
    _ = try fill(20)
    let embedder = CountingEmbedder()
    var seen = 0
    let first = try scoring(embedder).run(isCancelled: { seen >= 30 }, progress: { seen = $0.done })
    #expect(first.isCancelled && first.comparisons > 0 && first.comparisons < 20)
    let second = try scoring(embedder).run()
    #expect(first.comparisons + second.comparisons == 20)
    #expect(store.comparisonsLackingScores(by: embedder.identity.id).isEmpty)
  }

  @Test func anUnreadableImageLeavesOutItsComparisonAlone() throws {
    let comparisons = try fill(6)
    let bad = comparisons[2].candidates[1].path
    let summary = try scoring(CountingEmbedder(unreadable: [bad])).run()
    #expect(summary.comparisons == 5)
    #expect(summary.leftOut == [.init(comparison: comparisons[2].id, fault: .image(path: bad, .truncated))])
  }

  @Test func shardsDivideTheComparisonsAmongThem() throws {
    let comparisons = try fill(40)
    let shards = (1...3).compactMap { Shard(number: $0, of: 3) }
    let parts = shards.map { shard in comparisons.filter { shard.contains($0.id) } }
    #expect(parts.reduce(0) { $0 + $1.count } == 40)
    #expect(Set(parts.joined().map(\.id)).count == 40)
    #expect(parts.allSatisfy { !$0.isEmpty })
    let embedder = CountingEmbedder()
    let done = try shards.map { try scoring(embedder, shard: $0).run().comparisons }
    #expect(done == parts.map(\.count))
    #expect(store.comparisonsLackingScores(by: embedder.identity.id).isEmpty)
  }

  @Test func aShardIsOneOfItsCount() {
    #expect(Shard(number: 0, of: 3) == nil)
    #expect(Shard(number: 4, of: 3) == nil)
    #expect(Shard(number: 1, of: 0) == nil)
    #expect(Shard(number: 3, of: 3) != nil)
  }
}
