import Glibc

/// How many of `trials` succeed, where each does so with the same chance. Masses and tails
/// keep a relative precision of 10⁻¹¹ up to 10⁷ trials and more, however small they are.
package struct BinomialDistribution: Hashable, Sendable {
  package let trials: Int
  package let chance: Double

  /// - Returns: `nil` for fewer than 0 trials or a chance outside of 0…1.
  package init?(trials: Int, chance: Double) {
    guard trials >= 0, chance >= 0, chance <= 1 else { return nil }
    self.trials = trials
    self.chance = chance
  }

  /// The natural logarithm of the probability of exactly `successes`. Constant time.
  package func logMass(_ successes: Int) -> Double {
    guard successes >= 0, successes <= trials else { return -.infinity }
    return SaddlePoint.logTerm(
      Double(successes), Double(trials - successes), p: chance, q: 1 - chance)
  }

  /// The probability of exactly `successes`.
  package func mass(_ successes: Int) -> Double { exp(logMass(successes)) }

  /// The probability of `successes` or fewer. Costs about √trials steps; NaN where these are too many.
  package func atMost(_ successes: Int) -> Double {
    guard successes >= 0 else { return 0 }
    guard successes < trials else { return 1 }
    let tail = BetaDistribution(alpha: Double(trials - successes), beta: Double(successes) + 1)
    return exp(tail.logCumulative(1 - chance, complement: chance))
  }

  /// The probability of `successes` or more. Costs about √trials steps; NaN where these are too many.
  package func atLeast(_ successes: Int) -> Double {
    guard successes > 0 else { return 1 }
    guard successes <= trials else { return 0 }
    let tail = BetaDistribution(alpha: Double(successes), beta: Double(trials - successes) + 1)
    return exp(tail.logCumulative(chance, complement: 1 - chance))
  }
}
