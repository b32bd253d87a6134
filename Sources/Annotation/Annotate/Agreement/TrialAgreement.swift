import Preferences

/// How far a choice on one trial and another opinion of it say the same, over the pairs that the choice decides:
/// the convention `imagereward`. A choice's ties do not count, a tie of the other's is wrong.
struct TrialAgreement: Equatable, Sendable {
  /// Of each decided pair, first the choice's verdict and then the other's. The pair stands in the order of its
  /// images' ids, so that no verdict means a side of the screen.
  private(set) var pairs: [(choice: Verdict, other: Verdict)] = []

  /// The share of decided pairs on which both say the same; the trial counts once, however many pairs it has.
  var credit: Double {
    Double(pairs.count { $0.choice == $0.other }) / Double(pairs.count)
  }

  /// - Returns: `nil` where the choice decides no pair.
  init?(of outcome: Outcome, with prediction: Prediction, on trial: Trial) {
    self.init(of: outcome, on: trial) { first, second in prediction.verdict(on: first, second) }
  }

  /// - Parameter others: of a pair that one says nothing of, nothing of that one is counted.
  /// - Returns: `nil` where no pair is left.
  init?(of outcome: Outcome, with others: [Outcome], on trial: Trial) {
    let images = trial.images
    for other in others {
      let agreement = Self(of: outcome, on: trial) { first, second in
        other.verdict(on: images[first], images[second])
      }
      pairs += agreement?.pairs ?? []
    }
    if pairs.isEmpty { return nil }
  }

  private init?(of outcome: Outcome, on trial: Trial, verdict: (Int, Int) -> Verdict?) {
    let images = trial.images
    let places = images.indices.sorted { images[$0] < images[$1] }
    for (rank, first) in places.enumerated() {
      for second in places[(rank + 1)...] {
        guard let choice = outcome.verdict(on: images[first], images[second]), choice != .tie,
          let other = verdict(first, second)
        else { continue }
        pairs.append((choice, other))
      }
    }
    if pairs.isEmpty { return nil }
  }

  static func == (left: TrialAgreement, right: TrialAgreement) -> Bool {
    left.pairs.elementsEqual(right.pairs) { $0.choice == $1.choice && $0.other == $1.other }
  }
}
