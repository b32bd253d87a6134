import Preferences
import Testing

@Suite struct ReviewQueueTests {
  private let store = InMemoryChoiceStore()
  private let scorer = ScorerIdentity(name: "s", checkpoint: nil, logitScale: 10, preprocessing: "external")
  private let counter = Counter()

  private final class Counter {
    var value: UInt64 = 0
    func next() -> UInt64 {
      value += 1
      return value
    }
  }

  private func add(_ number: Int, candidates: Int = 2, scores: [Double]?) throws -> Comparison {
    let comparison = try Sample.comparison(number, candidates: candidates)
    _ = try store.add([ImportedComparison(comparison: comparison)])
    if let scores {
      try store.add(scorer)
      try store.record(
        zip(comparison.candidates, scores).map {
          CandidateScore(comparison: comparison.id, image: $0.image, score: $1)
        }, by: scorer.id)
    }
    return comparison
  }

  /// The choice of an annotator on the candidates at `places`; of all where there are none.
  private func choose(
    _ name: String, _ outcome: Outcome, of comparison: Comparison, places: [Int]? = nil,
    scoresVisible: Bool = false
  ) throws {
    let session = try Sample.session(name)
    store.begin(session)
    let number = counter.next()
    let places = places ?? Array(comparison.candidates.indices)
    let trial = try Trial(
      id: TrialID(high: number, low: 0, version: 8), comparison: comparison.id, prompt: comparison.prompt,
      candidates: places.map { comparison.candidates[$0] }, task: .prefer,
      selection: Selection(policy: .random, probability: 1))
    try store.record(
      Event(
        id: EventID(high: number << 16, low: 0, version: 7), session: session.id, trial: trial.id,
        at: Timestamp(milliseconds: Int64(number)),
        kind: .choice(outcome, responseMilliseconds: nil, scoresVisible: scoresVisible)), of: trial)
  }

  private func queue() throws -> ReviewQueue {
    try #require(try ReviewQueue.load(scorer: scorer, from: store))
  }

  @Test func theWorstComesFirst() throws {
    for (number, gap) in [(1, 0.1), (2, 0.3), (3, 0.2)] {
      let comparison = try add(number, scores: [0, gap])
      try choose("mia", .preferred(comparison.candidates[0].image), of: comparison)
    }
    let queue = try queue()
    #expect(queue.decidedPairs == 3)
    #expect(queue.items.map(\.comparison.prompt.text) == ["prompt 2", "prompt 3", "prompt 1"])
    let worst = try #require(queue.items.first)
    // 1 / (1 + exp(−10 · 0.3)).
    #expect(abs((worst.disagreement.probability ?? 0) - 0.952574126822433) < 1e-12)
    #expect(worst.disagreement.votes == Votes(first: 1))
    #expect(worst.people == worst.first.image)
    #expect(worst.disagreement.kind == .modelWrong)
  }

  @Test func whereTheScorerIsAsSureMorePeopleComeFirst() throws {
    let few = try add(1, scores: [0, 1])
    let many = try add(2, scores: [0, 1])
    try choose("mia", .preferred(few.candidates[0].image), of: few)
    for name in ["mia", "ben", "kim"] { try choose(name, .preferred(many.candidates[0].image), of: many) }
    #expect(try queue().items.map(\.comparison.id) == [many.id, few.id])
  }

  @Test func whatAgreesOrSaysNothingIsNotThere() throws {
    let agreed = try add(1, scores: [0, 1])
    try choose("mia", .preferred(agreed.candidates[1].image), of: agreed)
    let even = try add(2, scores: [0, 1])
    try choose("mia", .preferred(even.candidates[0].image), of: even)
    try choose("ben", .preferred(even.candidates[1].image), of: even)
    let tied = try add(3, scores: [0, 1])
    try choose("mia", .tie, of: tied)
    let skipped = try add(4, scores: [0, 1])
    try choose("mia", .skip, of: skipped)
    try choose("ben", .bothBad, of: skipped)
    let unscored = try add(5, scores: nil)
    try choose("mia", .preferred(unscored.candidates[0].image), of: unscored)
    let same = try add(6, scores: [0.5, 0.5])
    try choose("mia", .preferred(same.candidates[0].image), of: same)
    _ = try add(7, scores: [0, 1])
    #expect(try queue().items.isEmpty)
    #expect(try queue().decidedPairs == 1)
  }

  /// An annotator who was asked twice, or in a ranking too, has one voice: the later one.
  @Test func anAnnotatorHasOneVoice() throws {
    let comparison = try add(1, candidates: 3, scores: [0, 1, 2])
    let images = comparison.candidates.map(\.image)
    try choose("mia", .preferred(images[1]), of: comparison, places: [0, 1])
    try choose("mia", .preferred(images[0]), of: comparison, places: [1, 0])
    try choose("ben", .ranking([[images[0]], [images[2], images[1]]]), of: comparison)
    let items = try queue().items
    #expect(items.map { [$0.disagreement.first, $0.disagreement.second] } == [[0, 2], [0, 1]])
    #expect(items.map(\.disagreement.votes) == [Votes(first: 1), Votes(first: 2)])
  }

  @Test func oneTakenOfManyIsPreferredToEachOther() throws {
    let comparison = try add(1, candidates: 3, scores: [0.3, 0.2, 0.1])
    try choose("mia", .preferred(comparison.candidates[2].image), of: comparison)
    let queue = try queue()
    #expect(queue.items.map { [$0.disagreement.first, $0.disagreement.second] } == [[0, 2], [1, 2]])
    #expect(queue.items.allSatisfy { $0.disagreement.people == .second })
    #expect(queue.decidedPairs == 2)
  }

  @Test func choicesWithScoresInSightCountToo() throws {
    let comparison = try add(1, scores: [0, 1])
    try choose("mia", .preferred(comparison.candidates[0].image), of: comparison, scoresVisible: true)
    #expect(try queue().items.count == 1)
  }

  @Test func scoresFarApartStillMakeAPrediction() throws {
    let comparison = try add(1, scores: [-1e308, 1e308])
    try choose("mia", .preferred(comparison.candidates[0].image), of: comparison)
    #expect(try queue().items.map(\.disagreement.probability) == [1])
  }

  @Test func cancellingStops() throws {
    let comparison = try add(1, scores: [0, 1])
    try choose("mia", .preferred(comparison.candidates[0].image), of: comparison)
    #expect(try ReviewQueue.load(scorer: scorer, from: store, isCancelled: { true }) == nil)
  }

  @Test func evidenceIsWhatWasShownTogether() throws {
    let comparison = try add(1, candidates: 3, scores: [0, 1, 2])
    let images = comparison.candidates.map(\.image)
    try choose("mia", .preferred(images[0]), of: comparison, places: [0, 1])
    try choose("ben", .skip, of: comparison)
    try choose("kim", .preferred(images[2]), of: comparison, places: [0, 2])
    let newer = ScorerIdentity(name: "s", checkpoint: nil, logitScale: nil, preprocessing: "external")
    try store.add(newer)
    try store.record(
      images.map { CandidateScore(comparison: comparison.id, image: $0, score: 0.5) }, by: newer.id)
    let evidence = try PairEvidence(
      on: CandidatePair(images[1], images[0], of: comparison.id), in: store)
    #expect(evidence.choices.map(\.annotator.name) == ["mia", "ben"])
    #expect(evidence.scores.map(\.scorer) == [scorer, newer])
    #expect(evidence.scores.map(\.prediction.isStale) == [true, false])
    #expect(evidence.scores[0].prediction.scores == [0, 1])
    #expect(evidence.scores[1].prediction.probabilities == nil)
  }
}
