extension InMemoryChoiceStore: ScoreStore {
  /// What the scorers said.
  struct Scores {
    var scorers: [ScorerIdentity] = []
    var kept: [ScorerID: Kept] = [:]

    struct Kept {
      var images: [ImageID: Embedding] = [:]
      /// By the bytes of the prompt: texts that Swift takes for equal may be different prompts to a model.
      var prompts: [[UInt8]: Embedding] = [:]
      var scores: [ComparisonID: [ImageID: Double]] = [:]

      var dimension: Int? { (images.values.first ?? prompts.values.first)?.dimension }
    }
  }

  package func add(_ scorer: ScorerIdentity) throws(StoreFault) {
    try StoreFault.check(scorer)
    contents.withLock { contents in
      guard contents.scores.kept[scorer.id] == nil else { return }
      contents.scores.scorers.append(scorer)
      contents.scores.kept[scorer.id] = Scores.Kept()
    }
  }

  package func scorers() -> [ScorerIdentity] {
    contents.withLock { $0.scores.scorers }
  }

  package func imageEmbeddings(of images: [ImageID], by scorer: ScorerID) -> [ImageID: Embedding] {
    let wanted = Set(images)
    return kept(by: scorer).images.filter { wanted.contains($0.key) }
  }

  package func promptEmbedding(of prompt: Prompt, by scorer: ScorerID) -> Embedding? {
    kept(by: scorer).prompts[Array(prompt.text.utf8)]
  }

  package func keep(
    images: [ImageID: Embedding], prompts: [Prompt: Embedding], by scorer: ScorerID
  ) throws(StoreFault) {
    try change(scorer) { kept, _ throws(StoreFault) in
      try StoreFault.check(Array(images.values) + prompts.values, haveDimension: kept.dimension)
      kept.images.merge(images) { old, _ in old }
      kept.prompts.merge(prompts.map { (Array($0.key.text.utf8), $0.value) }) { old, _ in old }
    }
  }

  package func scores(of comparison: ComparisonID, by scorer: ScorerID) -> [ImageID: Double] {
    kept(by: scorer).scores[comparison, default: [:]]
  }

  package func record(_ scores: [CandidateScore], by scorer: ScorerID) throws(StoreFault) {
    try change(scorer) { kept, comparisons throws(StoreFault) in
      for score in scores {
        try StoreFault.check(score)
        guard comparisons[score.comparison]?.candidate(showing: score.image) != nil else {
          throw .notACandidate(score)
        }
        if kept.scores[score.comparison]?[score.image] == nil {
          kept.scores[score.comparison, default: [:]][score.image] = score.score
        }
      }
    }
  }

  package func comparisonsLackingScores(by scorer: ScorerID) -> [ComparisonID] {
    scoredComparisons(by: scorer).filter { $0.scores.count < $0.comparison.candidates.count }
      .map(\.comparison.id)
  }

  package func forEachScoredComparison(
    by scorer: ScorerID, _ body: (Comparison, [ImageID: Double]) throws -> Void
  ) throws {
    for (comparison, scores) in scoredComparisons(by: scorer)
    where scores.count == comparison.candidates.count {
      try body(comparison, scores)
    }
  }

  private func scoredComparisons(
    by scorer: ScorerID
  ) -> [(comparison: Comparison, scores: [ImageID: Double])] {
    contents.withLock { contents in
      let scores = contents.scores.kept[scorer, default: Scores.Kept()].scores
      return contents.comparisonsInOrder.map { ($0, scores[$0.id, default: [:]]) }
    }
  }

  private func kept(by scorer: ScorerID) -> Scores.Kept {
    contents.withLock { $0.scores.kept[scorer, default: Scores.Kept()] }
  }

  /// Keeps what `body` makes of what is kept, unless it throws.
  private func change(
    _ scorer: ScorerID,
    _ body: (inout Scores.Kept, [ComparisonID: Comparison]) throws(StoreFault) -> Void
  ) throws(StoreFault) {
    try contents.withLock { contents throws(StoreFault) in
      guard var kept = contents.scores.kept[scorer] else { throw .unknown(scorer) }
      try body(&kept, contents.comparisons)
      contents.scores.kept[scorer] = kept
    }
  }
}
