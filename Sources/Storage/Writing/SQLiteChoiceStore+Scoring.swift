import GRDB
import Preferences

extension SQLiteChoiceStore: ScoreStore {
  package func add(_ scorer: ScorerIdentity) throws(StoreFault) {
    // A scorer that is known can be asked in a file that cannot be written.
    if try read({ db in try db.scorer(scorer.id) }) != nil { return }
    try write { db in try RowWriter(db).insert(scorer) }
  }

  package func keep(
    images: [ImageID: Embedding], prompts: [Prompt: Embedding], by scorer: ScorerID
  ) throws(StoreFault) {
    try write { db in
      let key = try db.requiredScorer(scorer)
      try StoreFault.check(
        Array(images.values) + prompts.values, haveDimension: try db.dimension(ofScorer: key))
      let writer = RowWriter(db)
      for (image, embedding) in images { try writer.insert(embedding, of: image, by: key) }
      for (prompt, embedding) in prompts { try writer.insert(embedding, of: prompt, by: key) }
    }
  }

  package func record(_ scores: [CandidateScore], by scorer: ScorerID) throws(StoreFault) {
    try write { db in
      let key = try db.requiredScorer(scorer)
      var writer = RowWriter(db)
      for score in scores { try writer.insert(score, by: key) }
    }
  }
}

extension Database {
  fileprivate func requiredScorer(_ id: ScorerID) throws -> Int64 {
    guard let key = try scorer(id) else { throw StoreFault.unknown(id) }
    return key
  }
}
