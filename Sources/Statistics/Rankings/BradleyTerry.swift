import Glibc

/// The strengths of items under which the results of their pairs are the most likely.
///
/// Sources: Bradley and Terry 1952; for ties Davidson 1970, "On extending the Bradley–Terry model to accommodate
/// ties", whose chances of win, loss and tie are as π₁ : π₂ : ν·√(π₁π₂). Unlike Rao and Kupper's extension (1967), it
/// keeps the ratio of wins to losses that of the plain model and takes a tie for half a win of each. Its log
/// likelihood is concave in all parameters, so that Newton's method finds the one maximum.
package struct BradleyTerry: Hashable, Sendable {
  /// ln π of each item; their mean is 0.
  package let logStrengths: [Double]
  /// ν: 0 where no pair tied, and then this is the plain model.
  package let tieStrength: Double

  /// The chances that the first is preferred, the second is, and that they tie.
  package func chances(_ first: Int, _ second: Int) -> (first: Double, second: Double, tie: Double) {
    let half = (logStrengths[first] - logStrengths[second]) / 2
    // By the larger of the two, so that no exponential overflows.
    let (up, down, tie) = (
      exp(half - half.magnitude), exp(-half - half.magnitude), exp(-half.magnitude) * tieStrength
    )
    let sum = up + down + tie
    return (up / sum, down / sum, tie / sum)
  }
}

extension BradleyTerry {
  /// - Parameter regularization: λ of a penalty λ/2 · (Σ ln²π + ln²ν) on the log likelihood, which draws all items
  ///   together and lets groups be compared that never were. 0 for none.
  /// - Throws: `noData` without two items; `disconnected` where groups of items were never compared; `separated`, with
  ///   the groups from the strongest on, where some items were never both preferred to and passed over for the others,
  ///   so that their strengths run off to infinity; `allTied` without a decided pair; `unbounded` where ν runs off; `invalidInput` for a λ that is negative or
  ///   not finite. None but `noData` and `invalidInput` where λ is above 0.
  ///
  /// Cost: some ten steps of O(n³).
  package init(_ results: PairwiseResults, regularization: Double = 0) throws(Undefined) {
    guard results.items > 1 else { throw .noData }
    guard regularization >= 0, regularization.isFinite else { throw .invalidInput }
    let likelihood = DavidsonLikelihood(results, penalty: regularization)
    guard likelihood.hasResults else { throw .noData }
    if regularization == 0 {
      guard likelihood.hasDecided else { throw .allTied }
      let graph = ResultGraph(results)
      let compared = graph.components()
      guard compared.count == 1 else { throw .disconnected(compared) }
      let groups = graph.groups()
      guard groups.count == 1 else { throw .separated(groups) }
      guard !likelihood.hasTies || !graph.letsTiesTakeOver() else { throw .unbounded }
    }
    let parameters = try likelihood.maximum()
    logStrengths = Array(parameters[..<results.items])
    tieStrength = likelihood.hasTies ? exp(parameters[results.items]) : 0
  }

  /// The log strengths, or for each the reason why there is none: what `ClusterBootstrap` takes.
  package static func statistics(_ results: PairwiseResults, regularization: Double = 0) -> [Statistic] {
    do {
      return try BradleyTerry(results, regularization: regularization).logStrengths.map { .value($0) }
    } catch {
      return Array(repeating: .undefined(error), count: results.items)
    }
  }
}
