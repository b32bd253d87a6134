/// Two candidates of which most people prefer one, and a scorer the other.
package struct Disagreement: Hashable, Sendable {
  package let comparison: ComparisonID
  /// Places in the comparison; `first` is the lower one.
  package let first: Int
  package let second: Int
  package let votes: Votes
  /// The one that people prefer; never a tie.
  package let people: Verdict
  /// By how much the scorer puts the other one higher; more than 0.
  package let scoreGap: Double
  /// The predicted probability that the other one is preferred; more than a half. `nil` where the scorer makes no
  /// prediction.
  package let probability: Double?

  package init(
    comparison: ComparisonID, first: Int, second: Int, votes: Votes, people: Verdict, scoreGap: Double,
    probability: Double?
  ) {
    self.comparison = comparison
    self.first = first
    self.second = second
    self.votes = votes
    self.people = people
    self.scoreGap = scoreGap
    self.probability = probability
  }

  /// Why a reviewer should look.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// People agree with each other: the model is wrong, or knows something.
    case modelWrong = "model-wrong"
    /// People do not agree themselves: the candidates are close, or taste decides.
    case peopleSplit = "people-split"
  }

  /// The share of the voices, ties among them, from which on people are said to agree. Three of four do, two of three
  /// do not; one alone does, since nobody contradicts.
  package static let agreeingShare = 0.75

  package var kind: Kind {
    Double(votes[people]) >= Self.agreeingShare * Double(votes.count) ? .modelWrong : .peopleSplit
  }

  /// Worst first: by how sure the scorer is, then by how many people say otherwise. The gap orders as the
  /// probability does, and still tells apart what has come to 1.
  static func isWorse(_ left: Disagreement, _ right: Disagreement) -> Bool {
    if left.scoreGap != right.scoreGap { return left.scoreGap > right.scoreGap }
    if left.votes[left.people] != right.votes[right.people] {
      return left.votes[left.people] > right.votes[right.people]
    }
    if left.comparison != right.comparison { return left.comparison < right.comparison }
    return (left.first, left.second) < (right.first, right.second)
  }
}
