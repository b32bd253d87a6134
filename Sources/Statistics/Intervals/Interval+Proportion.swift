/// Intervals for a share of independent trials.
extension Interval {
  /// Wilson's score interval (1927), without correction for continuity.
  /// - Parameters:
  ///   - successes: fractions where ties count a half.
  ///   - trials: above 0.
  /// - Returns: `nil` without trials, where `successes` is not in 0…`trials`, or `level` not between 0 and 1.
  package static func wilson(
    successes: Double, trials: Double, level: Double = usualLevel
  ) -> Interval? {
    guard trials > 0, trials.isFinite, successes >= 0, successes <= trials, level > 0, level < 1 else {
      return nil
    }
    let z = NormalDistribution.halfWidth(level: level)
    let share = successes / trials
    let middle = successes + z * z / 2
    let margin = z * (successes * (1 - share) + z * z / 4).squareRoot()
    let scale = trials + z * z
    // At the ends middle and margin are equal, or add up to the scale, but for rounding.
    return Interval(
      low: successes == 0 ? 0 : max(0, (middle - margin) / scale),
      high: successes == trials ? 1 : min(1, (middle + margin) / scale))
  }

  /// The exact interval of Clopper & Pearson (1934): holds the true share with a probability of at least
  /// `level`, most often more. Costs some ten steps of √`trials` each.
  /// - Returns: `nil` without trials, where `successes` is not in 0…`trials`, or `level` not between 0 and 1;
  ///   and for more than some 10¹⁴ trials, where the bounds take too long.
  package static func clopperPearson(
    successes: Int, trials: Int, level: Double = usualLevel
  ) -> Interval? {
    guard trials > 0, successes >= 0, successes <= trials, level > 0, level < 1 else { return nil }
    let (hits, misses) = (Double(successes), Double(trials - successes))
    let tail = (1 - level) / 2
    return Interval(
      low: successes == 0 ? 0 : BetaDistribution(alpha: hits, beta: misses + 1).quantile(tail),
      high: misses == 0 ? 1 : BetaDistribution(alpha: hits + 1, beta: misses).quantile(1 - tail))
  }
}
