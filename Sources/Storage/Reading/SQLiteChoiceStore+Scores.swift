import Preferences

extension SQLiteChoiceStore {
  package func scorers() throws(StoreFault) -> [ScorerIdentity] {
    try read { db in try db.storedScorers() }
  }

  package func imageEmbeddings(
    of images: [ImageID], by scorer: ScorerID
  ) throws(StoreFault) -> [ImageID: Embedding] {
    try read { db in
      guard let key = try db.scorer(scorer) else { return [:] }
      var embeddings: [ImageID: Embedding] = [:]
      let query = "SELECT vector FROM image_embedding WHERE scorer = ? AND sha256 = ?"
      for image in images {
        embeddings[image] = try db.row(query, [.integer(key), .image(image)]) { try $0.embedding(0) }
      }
      try StoreFault.check(embeddings.values, haveDimension: try db.dimension(ofScorer: key))
      return embeddings
    }
  }

  package func promptEmbedding(of prompt: Prompt, by scorer: ScorerID) throws(StoreFault) -> Embedding? {
    try read { db in
      guard let key = try db.scorer(scorer) else { return nil }
      let query = "SELECT vector FROM prompt_embedding WHERE scorer = ? AND prompt = ?"
      let embedding = try db.row(query, [.integer(key), .text(prompt.text)]) { try $0.embedding(0) }
      try StoreFault.check([embedding].compactMap { $0 }, haveDimension: try db.dimension(ofScorer: key))
      return embedding
    }
  }

  package func scores(
    of comparison: ComparisonID, by scorer: ScorerID
  ) throws(StoreFault) -> [ImageID: Double] {
    try read { db in
      var scores: [ImageID: Double] = [:]
      let query = """
        SELECT score.sha256, score.value
        FROM scorer
        CROSS JOIN comparison
        CROSS JOIN score ON score.scorer = scorer.key AND score.comparison = comparison.key
        WHERE scorer.id = ? AND comparison.id = ?
        """
      try db.forEachRow(query, [.id(scorer), .id(comparison)]) { row in
        scores[try row.image(0)] = try row.real(1)
      }
      return scores
    }
  }

  package func comparisonsLackingScores(by scorer: ScorerID) throws(StoreFault) -> [ComparisonID] {
    try read { db in
      var comparisons: [ComparisonID] = []
      let query = """
        SELECT comparison.id
        FROM comparison
        WHERE comparison.candidate_count > (
          SELECT count(*) FROM score
          WHERE score.scorer = (SELECT key FROM scorer WHERE scorer.id = ?)
            AND score.comparison = comparison.key)
        ORDER BY comparison.key
        """
      try db.forEachRow(query, [.id(scorer)]) { row in comparisons.append(try row.id(0)) }
      return comparisons
    }
  }

  package func forEachScoredComparison(
    by scorer: ScorerID, _ body: (Comparison, [ImageID: Double]) throws -> Void
  ) throws {
    try stream { db in
      guard let key = try db.scorer(scorer) else { return }
      let reader = ComparisonReader(db: db)
      let query = """
        SELECT score.comparison
        FROM score CROSS JOIN comparison ON comparison.key = score.comparison
        WHERE score.scorer = ?
        GROUP BY score.comparison HAVING count(*) = comparison.candidate_count
        ORDER BY score.comparison
        """
      try db.forEachRow(query, [.integer(key)]) { row in
        let comparison = try reader.comparison(try row.integer64(0))
        let scores = try db.scores(by: key, of: try row.integer64(0))
        guard Set(comparison.candidates.map(\.image)) == Set(scores.keys) else {
          throw StoreFault.inconsistent("comparison \(comparison.id) has other scores than candidates")
        }
        try body(comparison, scores)
      }
    }
  }
}
