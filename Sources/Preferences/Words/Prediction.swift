/// What a scorer says of the candidates of a trial.
package struct Prediction: Hashable, Sendable {
  /// In the order of the trial's candidates; for HPS the cosine.
  package let scores: [Double]
  /// With which each is the preferred one, in the same order; `nil` where the scorer predicts nothing.
  package let probabilities: [Double]?
  /// Whether scores are cosines, of which 100 times as much is shown.
  package let isCosine: Bool
  /// What such a score is called.
  package let scoreName: String
  /// What the scorer is called beside a person.
  package let scorerName: String
  /// Made by another checkpoint than the one in use: to be shown as such, and never counted.
  package let isStale: Bool

  package init(scores: [Double], by scorer: ScorerIdentity, isStale: Bool = false) {
    self.scores = scores
    probabilities = scorer.prediction(from: scores)
    isCosine = scorer.isCosine
    scoreName = scorer.scoreName
    scorerName = scorer.nameBesidePeople
    self.isStale = isStale
  }

  /// The place of the candidate with the highest score; `nil` where several share it.
  package var best: Int? {
    guard let highest = scores.max() else { return nil }
    let places = scores.indices.filter { scores[$0] == highest }
    return places.count == 1 ? places[0] : nil
  }

  /// Which of two places has the higher score.
  package func verdict(on first: Int, _ second: Int) -> Verdict {
    scores[first] == scores[second] ? .tie : scores[first] > scores[second] ? .first : .second
  }
}
