/// What there is to review: the pairs on which people and a scorer disagree, worst first.
package struct ReviewQueue: Equatable, Sendable {
  package let scorer: ScorerIdentity
  package let items: [ReviewItem]
  /// Of how many pairs, on which both say something.
  package let decidedPairs: Int

  package init(scorer: ScorerIdentity, items: [ReviewItem], decidedPairs: Int) {
    self.scorer = scorer
    self.items = items
    self.decidedPairs = decidedPairs
  }

  /// Counts all standing choices, whatever picked their trials and whether or not scores were in sight: what is
  /// looked for are pairs to look at, not a figure.
  ///
  /// Cost: that of a study, and a look-up of every comparison with a disagreement, which all stay in memory.
  /// - Returns: `nil` once `isCancelled` said so.
  package static func load(
    scorer: ScorerIdentity, from store: any ChoiceStore & StudySource, isCancelled: () -> Bool = { false }
  ) throws(StoreFault) -> ReviewQueue? {
    let filter = StudyFilter(includesRevealed: true, strata: Set(Selection.Policy.allCases))
    guard let study = try store.study(filter, isCancelled: isCancelled) else { return nil }
    let found = study.disagreements(of: scorer, scores: try store.scores(by: scorer.id, in: study))
    var comparisons: [ComparisonID: Comparison] = [:]
    var items: [ReviewItem] = []
    items.reserveCapacity(found.pairs.count)
    for disagreement in found.pairs {
      if isCancelled() { return nil }
      let id = disagreement.comparison
      if comparisons[id] == nil { comparisons[id] = try store.comparison(id) }
      guard let comparison = comparisons[id] else { throw .inconsistent("no comparison \(id)") }
      guard let item = ReviewItem(disagreement, of: comparison) else {
        throw .inconsistent("comparison \(id) has fewer candidates than scores")
      }
      items.append(item)
    }
    return ReviewQueue(scorer: scorer, items: items, decidedPairs: found.decidedPairs)
  }
}

/// A disagreement with what there is to see. Items of one comparison share it.
package struct ReviewItem: Hashable, Sendable {
  package let comparison: Comparison
  package let disagreement: Disagreement

  /// - Returns: `nil` where the comparison does not have the candidates.
  package init?(_ disagreement: Disagreement, of comparison: Comparison) {
    guard comparison.id == disagreement.comparison, disagreement.first != disagreement.second,
      comparison.candidates.indices.contains(disagreement.first),
      comparison.candidates.indices.contains(disagreement.second)
    else { return nil }
    self.comparison = comparison
    self.disagreement = disagreement
  }

  package var first: Candidate { comparison.candidates[disagreement.first] }
  package var second: Candidate { comparison.candidates[disagreement.second] }
  package var candidates: [Candidate] { [first, second] }

  package var pair: CandidatePair { CandidatePair(first.image, second.image, of: comparison.id) }

  /// What most people prefer.
  package var people: ImageID { disagreement.people == .first ? first.image : second.image }

  package func shows(_ generator: String) -> Bool {
    first.generator == generator || second.generator == generator
  }

  package func candidate(showing image: ImageID) -> Candidate {
    image == first.image ? first : second
  }
}
