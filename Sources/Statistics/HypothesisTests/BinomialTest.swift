import Glibc

/// The exact test of a share of independent trials against a given chance.
package enum BinomialTest {
  /// The two-sided p-value: the probability of all outcomes that are no more likely than the seen one, those
  /// counting as equally likely that differ by less than a relative 10⁻⁷, as in SciPy's `binomtest`. Costs
  /// √`trials` steps.
  /// - Returns: undefined by `noData` without trials, by `notConverged` for so many (above some 10¹⁴) that
  ///   the tails take too long.
  package static func twoSided(successes: Int, trials: Int, chance: Double = 0.5) -> Statistic {
    Statistic { () throws(Undefined) in
      guard successes >= 0, trials >= successes,
        let distribution = BinomialDistribution(trials: trials, chance: chance)
      else { throw .invalidInput }
      guard trials > 0 else { throw .noData }
      // Above, not every number of trials is a `Double`; the tails would take too long well below.
      guard trials <= 1 << 53 else { throw .notConverged }
      let mean = chance * Double(trials)
      let seen = Double(successes)
      guard seen != mean else { return 1 }
      let bound = distribution.logMass(successes) + log1p(1e-7)
      let isUnlikely = { outcome in distribution.logMass(outcome) <= bound }
      let probability: Double
      if seen < mean {
        // Beyond the mean masses only fall: the first that is small enough begins the other tail.
        let first = firstIndex(in: Int(mean.rounded(.up))..<trials + 1, where: isUnlikely)
        probability = distribution.atMost(successes) + distribution.atLeast(first)
      } else {
        let firstAbove = firstIndex(in: 0..<Int(mean) + 1) { !isUnlikely($0) }
        probability = distribution.atMost(firstAbove - 1) + distribution.atLeast(successes)
      }
      guard !probability.isNaN else { throw .notConverged }
      return min(1, probability)
    }
  }

  /// The first number for which `condition` holds, where it holds for all after it; the upper bound where it
  /// holds for none.
  private static func firstIndex(in range: Range<Int>, where condition: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
