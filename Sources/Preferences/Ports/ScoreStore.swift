/// Keeps embeddings and scores, so that nothing is computed twice.
///
/// Calls are synchronous like those of `ChoiceStore`. What is there already stays as it is. Scores of one scorer
/// are never given out for another; of a scorer that has not been added, nothing is there to read, and nothing
/// can be written.
package protocol ScoreStore: Sendable {
  /// Makes the scorer known. It keeps the name under which it was first added.
  func add(_ scorer: ScorerIdentity) throws(StoreFault)

  /// All that have ever been added, in the order in which they were.
  func scorers() throws(StoreFault) -> [ScorerIdentity]

  /// Those that are kept; the others are left out.
  func imageEmbeddings(of images: [ImageID], by scorer: ScorerID) throws(StoreFault) -> [ImageID: Embedding]

  func promptEmbedding(of prompt: Prompt, by scorer: ScorerID) throws(StoreFault) -> Embedding?

  /// Keeps embeddings; all of them, or nothing.
  /// - Throws: `StoreFault.inconsistent` where not all embeddings of the scorer would have one dimension.
  func keep(
    images: [ImageID: Embedding], prompts: [Prompt: Embedding], by scorer: ScorerID
  ) throws(StoreFault)

  /// The scores of a comparison's candidates that are kept; the others are left out.
  func scores(of comparison: ComparisonID, by scorer: ScorerID) throws(StoreFault) -> [ImageID: Double]

  /// Records scores of candidates of comparisons in the store; all of them, or nothing.
  /// - Throws: `StoreFault.inconsistent` for a candidate that is not there, and for a score that is not finite.
  func record(_ scores: [CandidateScore], by scorer: ScorerID) throws(StoreFault)

  /// Comparisons that have a candidate without a score by `scorer`, in the order in which they were added.
  /// Cost: a fraction of a second for 10⁶ candidates.
  func comparisonsLackingScores(by scorer: ScorerID) throws(StoreFault) -> [ComparisonID]

  /// Calls `body` with every comparison all of whose candidates have a score, and those scores by image, in the
  /// order in which they were added, without holding them all in memory.
  func forEachScoredComparison(
    by scorer: ScorerID, _ body: (Comparison, [ImageID: Double]) throws -> Void
  ) throws
}

/// What a scorer says of one candidate.
package struct CandidateScore: Hashable, Sendable {
  package let comparison: ComparisonID
  package let image: ImageID
  /// For HPS the cosine.
  package let score: Double

  package init(comparison: ComparisonID, image: ImageID, score: Double) {
    self.comparison = comparison
    self.image = image
    self.score = score
  }
}
