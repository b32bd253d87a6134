/// What every score store refuses, in the same words.
extension StoreFault {
  package static func unknown(_ scorer: ScorerID) -> StoreFault {
    .inconsistent("no scorer \(scorer)")
  }

  package static func notACandidate(_ score: CandidateScore) -> StoreFault {
    .inconsistent("image \(score.image) is no candidate of comparison \(score.comparison)")
  }

  package static func check(_ scorer: ScorerIdentity) throws(StoreFault) {
    guard !scorer.name.isEmpty else { throw .inconsistent("the scorer has no name") }
    if let scale = scorer.logitScale, !(scale.isFinite && scale > 0) {
      throw .inconsistent("\(scale) as the logit scale of \(scorer.name)")
    }
  }

  package static func check(_ score: CandidateScore) throws(StoreFault) {
    guard score.score.isFinite else {
      throw .inconsistent("\(score.score) as the score of image \(score.image)")
    }
  }

  /// - Parameter known: the dimension of what the scorer has in the store, if it has anything.
  package static func check(
    _ embeddings: some Sequence<Embedding>, haveDimension known: Int?
  ) throws(StoreFault) {
    var expected = known
    for embedding in embeddings {
      guard embedding.dimension == expected ?? embedding.dimension else {
        throw .inconsistent(
          "embeddings of one scorer with \(expected ?? 0) and with \(embedding.dimension) components")
      }
      expected = embedding.dimension
    }
  }
}
