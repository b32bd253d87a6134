import Preferences

extension RowWriter {
  /// Leaves a scorer that is there as it is.
  func insert(_ scorer: ScorerIdentity) throws {
    try StoreFault.check(scorer)
    try db.run(
      """
      INSERT INTO scorer (id, name, checkpoint, logit_scale, preprocessing)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """,
      [
        .id(scorer.id), .text(scorer.name), .optional(scorer.checkpoint?.bytes),
        .optional(scorer.logitScale), .text(scorer.preprocessing),
      ])
  }

  /// Leaves a score that is there as it is.
  /// - Parameter scorer: its key.
  mutating func insert(_ score: CandidateScore, by scorer: Int64) throws {
    try StoreFault.check(score)
    guard let comparison = try stored(score.comparison), comparison.images.contains(score.image) else {
      throw StoreFault.notACandidate(score)
    }
    try db.run(
      "INSERT INTO score (scorer, comparison, sha256, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      [.integer(scorer), .integer(comparison.key), .image(score.image), .real(score.score)])
  }

  func insert(_ embedding: Embedding, of image: ImageID, by scorer: Int64) throws {
    try db.run(
      "INSERT INTO image_embedding (scorer, sha256, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [.integer(scorer), .image(image), .embedding(embedding)])
  }

  func insert(_ embedding: Embedding, of prompt: Prompt, by scorer: Int64) throws {
    try db.run(
      "INSERT INTO prompt_embedding (scorer, prompt, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [.integer(scorer), .text(prompt.text), .embedding(embedding)])
  }
}
