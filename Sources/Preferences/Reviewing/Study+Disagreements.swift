/// Where people and a scorer disagree, worst first, and among how many pairs.
package struct Disagreements: Hashable, Sendable {
  package let pairs: [Disagreement]
  /// The pairs of which most people prefer one and the scorer prefers one.
  package let decidedPairs: Int
}

extension Study {
  /// Compares what most people say of each pair with what the scorer says. Every annotator has one voice on a pair,
  /// that of the latest choice that says something of it. Where no verdict has the most voices, or a tie has, and
  /// where the scores are the same or missing, there is nothing to disagree about.
  ///
  /// - Parameter scores: one a candidate of the study, in its order; NaN where there is none.
  /// Cost: O(verdicts) and a sort of the disagreements.
  package func disagreements(of scorer: ScorerIdentity, scores: [Double]) -> Disagreements {
    var found: [Disagreement] = []
    var decided = 0
    for comparison in 0..<comparisons.count {
      let start = comparisons.candidates(of: comparison).lowerBound
      for (pair, votes) in votes(on: comparison) {
        let (first, second) = (scores[start + Int(pair.first)], scores[start + Int(pair.second)])
        guard let people = votes.majority, people != .tie, first.isFinite, second.isFinite, first != second
        else { continue }
        decided += 1
        let (theirs, other) = people == .first ? (first, second) : (second, first)
        let gap = other - theirs
        guard gap > 0 else { continue }
        found.append(
          Disagreement(
            comparison: comparisons.ids[comparison], first: Int(pair.first), second: Int(pair.second),
            votes: votes, people: people, scoreGap: gap,
            probability: scorer.prediction(from: [other, theirs])?[0]))
      }
    }
    return Disagreements(pairs: found.sorted(by: Disagreement.isWorse), decidedPairs: decided)
  }

  private struct PlacePair: Hashable {
    let first: Int32
    let second: Int32
  }

  private struct Voice: Hashable {
    let pair: PlacePair
    let annotator: Int32
  }

  private func votes(on comparison: Int) -> [PlacePair: Votes] {
    var voices: [Voice: Verdict] = [:]
    for choice in choices[comparisons.choices(on: comparison)] {
      forEachVerdict(of: choice) { said in
        let pair = PlacePair(first: said.first, second: said.second)
        voices[Voice(pair: pair, annotator: choice.annotator)] = said.verdict
      }
    }
    var votes: [PlacePair: Votes] = [:]
    for (voice, verdict) in voices { votes[voice.pair, default: Votes()][verdict] += 1 }
    return votes
  }
}
