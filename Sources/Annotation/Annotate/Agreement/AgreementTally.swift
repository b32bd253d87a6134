import Preferences
import Statistics

/// Agreement over the trials of a session so far. Each trial that is added, or taken back, costs the same.
package struct AgreementTally: Equatable, Sendable {
  /// Trials counted.
  private(set) var count = 0
  private var credits = 0.0
  private var verdicts = ConfusionTable(categories: Verdict.allCases.count)

  mutating func add(_ agreement: TrialAgreement, times: Int = 1) {
    count += times
    credits += Double(times) * agreement.credit
    for pair in agreement.pairs {
      verdicts.add(row: Int(pair.choice.rawValue), column: Int(pair.other.rawValue), times: times)
    }
  }

  mutating func takeBack(_ agreement: TrialAgreement) {
    add(agreement, times: -1)
  }

  /// The mean over trials of the share of decided pairs that agree; `nil` before the first.
  var share: Double? {
    count == 0 ? nil : credits / Double(count)
  }

  /// Wilson's, at 95 %, with trials as independent draws.
  var interval: Interval? {
    .wilson(successes: min(max(credits, 0), Double(count)), trials: Double(count))
  }

  /// Cohen's κ over decided pairs.
  var kappa: Statistic { verdicts.kappa() }
}
