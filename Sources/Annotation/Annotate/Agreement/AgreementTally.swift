import Preferences
import Statistics

/// Agreement over the trials of a session so far. Each trial that is added, or taken back, costs the same.
package struct AgreementTally: Equatable, Sendable {
  /// Trials counted.
  private(set) var count = 0
  private var credit = TrialAgreement.Credit()
  private var verdicts = ConfusionTable(categories: Verdict.allCases.count)

  mutating func add(_ agreement: TrialAgreement, times: Int = 1) {
    count += times
    credit.add(agreement.credit, times: times)
    for pair in agreement.pairs {
      verdicts.add(row: Int(pair.choice.rawValue), column: Int(pair.other.rawValue), times: times)
    }
  }

  mutating func takeBack(_ agreement: TrialAgreement) {
    add(agreement, times: -1)
  }

  /// The share of pairs that agree; `nil` before the first.
  var share: Double? { credit.share }

  /// Wilson's, at 95 %, with trials as independent draws.
  var interval: Interval? {
    share.flatMap { .wilson(successes: $0 * Double(count), trials: Double(count)) }
  }

  /// Cohen's κ over the pairs, each counted both ways, so that it does not matter which candidate comes first.
  var kappa: Statistic { verdicts.countedBothWays(swapping: 0, 1).kappa() }
}
