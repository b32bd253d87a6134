/// All that is known of a pair besides its reviews: what people chose, and what each scorer says.
package struct PairEvidence: Equatable, Sendable {
  /// The standing choices on trials that showed both, in the order of their events.
  package let choices: [ChoiceRecord]
  package let scores: [Scores]

  package init(choices: [ChoiceRecord], scores: [Scores]) {
    self.choices = choices
    self.scores = scores
  }

  /// What one scorer says of the two.
  package struct Scores: Equatable, Sendable {
    package let scorer: ScorerIdentity
    /// In the order of the pair; stale where a scorer of the same name was added later.
    package let prediction: Prediction

    package init(scorer: ScorerIdentity, prediction: Prediction) {
      self.scorer = scorer
      self.prediction = prediction
    }
  }

  /// Cost: that of the choices on the comparison.
  package init(on pair: CandidatePair, in store: any ChoiceStore & ScoreStore) throws(StoreFault) {
    choices = try store.choices(on: pair.comparison).filter {
      pair.images.allSatisfy($0.trial.images.contains)
    }
    let scorers = try store.scorers()
    var scores: [Scores] = []
    for (place, scorer) in scorers.enumerated() {
      let values = try store.scores(of: pair.comparison, by: scorer.id)
      guard let first = values[pair.first], let second = values[pair.second] else { continue }
      let isStale = scorers[(place + 1)...].contains { $0.name == scorer.name }
      let prediction = Prediction(scores: [first, second], by: scorer, isStale: isStale)
      scores.append(Scores(scorer: scorer, prediction: prediction))
    }
    self.scores = scores
  }
}
