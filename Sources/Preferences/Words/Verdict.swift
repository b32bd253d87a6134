/// What a choice, or a prediction, says of two candidates.
package enum Verdict: UInt8, Hashable, Sendable, CaseIterable {
  case first
  case second
  case tie

  /// The same said of the two in the other order.
  package var swapped: Verdict {
    switch self {
    case .first: .second
    case .second: .first
    case .tie: .tie
    }
  }
}

extension Outcome {
  /// What the outcome says of two of the candidates shown: `nil` for a skip and for all bad, which rank nothing,
  /// and for two candidates that were both passed over for a third.
  package func verdict(on first: ImageID, _ second: ImageID) -> Verdict? {
    switch self {
    case .preferred(let image): image == first ? .first : image == second ? .second : nil
    case .ranking(let groups):
      switch (groups.firstIndex { $0.contains(first) }, groups.firstIndex { $0.contains(second) }) {
      case (let left?, let right?): left == right ? .tie : left < right ? .first : .second
      default: nil
      }
    case .tie: .tie
    case .bothBad, .skip: nil
    }
  }
}
