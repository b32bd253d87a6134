/// How many decided pairs (neither tied nor skipped) it takes to tell an agreement from a coin's.
package enum PairsNeeded {
  /// The pairs with which a two-sided test of the share against 0.5 finds the difference with probability
  /// `power`: the normal approximation with the variance under each hypothesis, n = [(z₁₋α⁄₂ ∕ 2 + z_power
  /// √(p (1 − p))) ∕ (p − ½)]², rounded up (Fleiss, Levin & Paik 2003, 2.5, without correction for
  /// continuity).
  /// - Parameters:
  ///   - agreement: p, from 0 to 1.
  ///   - power: between a half and 1.
  ///   - significance: α, between 0 and 1.
  /// - Returns: a whole number; undefined by `unbounded` where `agreement` is 0.5.
  package static func total(
    agreement: Double, power: Double = 0.8, significance: Double = 0.05
  ) -> Statistic {
    guard agreement >= 0, agreement <= 1, power >= 0.5, power < 1, significance > 0, significance < 1 else {
      return .undefined(.invalidInput)
    }
    let deviations =
      -NormalDistribution.quantile(significance / 2) / 2
      + NormalDistribution.quantile(power) * (agreement * (1 - agreement)).squareRoot()
    let ratio = deviations / (agreement - 0.5)
    return .value((ratio * ratio).rounded(.up))
  }

  /// The pairs still to judge where `decided` have been: 0 where these are enough.
  package static func remaining(
    decided: Int, agreement: Double, power: Double = 0.8, significance: Double = 0.05
  ) -> Statistic {
    Statistic { () throws(Undefined) in
      let total = try total(agreement: agreement, power: power, significance: significance).get()
      return max(0, total - Double(decided))
    }
  }
}
