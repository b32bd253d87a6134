import GRDB
import Preferences

extension Database {
  /// The key of a scorer.
  func scorer(_ id: ScorerID) throws -> Int64? {
    try row("SELECT key FROM scorer WHERE id = ?", [.id(id)]) { try $0.integer64(0) }
  }

  /// How many components the scorer's embeddings have, if it has any.
  func dimension(ofScorer key: Int64) throws -> Int? {
    let query = """
      SELECT coalesce(
        (SELECT length(vector) FROM image_embedding WHERE scorer = ?1 LIMIT 1),
        (SELECT length(vector) FROM prompt_embedding WHERE scorer = ?1 LIMIT 1))
      """
    return try row(query, [.integer(key)]) { try $0.optionalInteger(0).map { $0 / 4 } } ?? nil
  }

  func storedScorers() throws -> [ScorerIdentity] {
    var scorers: [ScorerIdentity] = []
    let query = "SELECT id, name, checkpoint, logit_scale, preprocessing FROM scorer ORDER BY key"
    try forEachRow(query) { row in
      let id: ScorerID = try row.id(0)
      let scorer = ScorerIdentity(
        name: try row.text(1), checkpoint: try row.optionalCheckpoint(2),
        logitScale: try row.optionalReal(3), preprocessing: try row.text(4))
      guard scorer.id == id else { throw StoreFault.inconsistent("scorer \(id) is not what its id says") }
      scorers.append(scorer)
    }
    return scorers
  }

  /// - Parameters:
  ///   - scorer: a key.
  ///   - comparison: a key.
  func scores(by scorer: Int64, of comparison: Int64) throws -> [ImageID: Double] {
    var scores: [ImageID: Double] = [:]
    try forEachRow(
      "SELECT sha256, value FROM score WHERE scorer = ? AND comparison = ?",
      [.integer(scorer), .integer(comparison)]
    ) { row in scores[try row.image(0)] = try row.real(1) }
    return scores
  }
}
