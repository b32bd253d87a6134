import Preferences
import Storage
import TestSupport
import Testing

/// Whatever the tables of scores hold, reading them ends in a fault and never in a trap.
@Suite struct ScoreDamageTests {
  private let sample: SampleFile
  private let scorer: ScorerIdentity
  private let prompt: Prompt
  private var images: [ImageID] { sample.comparison.candidates.map(\.image) }

  init() throws {
    sample = try SampleFile()
    scorer = try Fixture.scorer(1)
    prompt = sample.comparison.prompt
    let store = try SQLiteChoiceStore(path: sample.path)
    try store.add(scorer)
    try store.record(Fixture.scores(of: sample.comparison), by: scorer.id)
    try store.keep(
      images: [images[0]: Fixture.embedding(1), images[1]: Fixture.embedding(2)],
      prompts: [prompt: Fixture.embedding(3)], by: scorer.id)
  }

  @Test(arguments: [
    "UPDATE scorer SET id = zeroblob(16)",
    "UPDATE scorer SET id = 'sixteen letters!'",
    "UPDATE scorer SET name = NULL",
    "UPDATE scorer SET checkpoint = zeroblob(31)",
    "UPDATE scorer SET checkpoint = zeroblob(32)",
    "UPDATE scorer SET checkpoint = NULL",
    "UPDATE scorer SET logit_scale = 'much'",
    "UPDATE scorer SET logit_scale = 9e999",
    "UPDATE scorer SET logit_scale = 99",
    "UPDATE scorer SET preprocessing = 7",
    "UPDATE scorer SET preprocessing = 'nearest'",
  ])
  func aBadScorerIsAFault(sql: String) throws {
    try expectFault(after: sql) { store in _ = try store.scorers() }
  }

  private static let badVectors = [
    "x''", "NULL", "'text'", "7", "zeroblob(19)", "zeroblob(24)",
    // A component of 1, then infinity, not a number, 2; and one of 1 alone.
    "x'0000803f0000807f000000000000000000000000'", "x'0000803f0000c07f000000000000000000000000'",
    "x'0000803f00000040000000000000000000000000'", "x'0000803f'",
  ]

  @Test(arguments: badVectors)
  func aBadVectorOfAnImageIsAFault(vector: String) throws {
    try expectFault(after: "UPDATE image_embedding SET vector = \(vector) WHERE rowid = 2") { store in
      _ = try store.imageEmbeddings(of: images, by: scorer.id)
    }
  }

  @Test(arguments: badVectors)
  func aBadVectorOfAPromptIsAFault(vector: String) throws {
    try expectFault(after: "UPDATE prompt_embedding SET vector = \(vector)") { store in
      _ = try store.promptEmbedding(of: prompt, by: scorer.id)
    }
  }

  @Test(arguments: [
    "UPDATE score SET value = 'high'", "UPDATE score SET value = NULL", "UPDATE score SET value = 9e999",
    "UPDATE score SET sha256 = x'00' WHERE value < 0.15",
    "UPDATE score SET sha256 = 'text' WHERE value < 0.15",
  ])
  func aBadScoreIsAFault(sql: String) throws {
    try expectFault(after: sql) { store in _ = try store.scores(of: sample.comparison.id, by: scorer.id) }
    try expectFault(after: sql) { store in _ = try store.scoredComparisons(by: scorer.id) }
  }

  @Test(arguments: [
    "UPDATE score SET sha256 = zeroblob(32) WHERE value < 0.15",
    "UPDATE candidate SET sha256 = zeroblob(32) WHERE sha256 = (SELECT max(sha256) FROM candidate)",
    "DELETE FROM candidate",
    "UPDATE comparison SET candidate_count = 1; DELETE FROM score WHERE value < 0.15",
  ])
  func scoresThatDoNotFitTheirCandidatesAreAFault(sql: String) throws {
    try expectFault(after: sql) { store in _ = try store.scoredComparisons(by: scorer.id) }
  }

  private func expectFault(after sql: String, _ read: (SQLiteChoiceStore) throws -> Void) throws {
    try RawDatabase(loosening: sample.path).execute(sql)
    let store = try SQLiteChoiceStore(path: sample.path)
    let fault = #expect(throws: StoreFault.self) { try read(store) }
    guard case .inconsistent = fault else {
      Issue.record("gave \(String(describing: fault))")
      return
    }
  }
}
