import Glibc

/// The normal distribution with mean 0 and deviation 1.
package enum NormalDistribution {
  /// The probability of at most `x`, to full relative precision in both tails.
  package static func cumulative(_ x: Double) -> Double {
    erfc(-x * 0.5.squareRoot()) / 2
  }

  /// The point that lies above with probability 1 − `p`; infinite at 0 and 1, NaN outside of them.
  ///
  /// Halley's iteration on `cumulative`, begun from the asymptotic form of the tail; cubic, so that five or
  /// six steps reach the last bit.
  package static func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    // The lower tail alone keeps its precision, and 1 − p is exact from a half upwards.
    guard p <= 0.5 else { return -quantile(1 - p) }
    let spread = (-2 * log(2 * p)).squareRoot()
    var x = -spread
    for _ in 0..<20 {
      let excess = (cumulative(x) - p) / density(x)
      let step = excess / (1 + x * excess / 2)
      // Where the density underflows, the start is as good as it gets.
      guard step.isFinite else { break }
      x -= step
      if abs(step) <= 1e-15 * abs(x) { break }
    }
    return x
  }

  /// How many deviations to either side of the mean hold the share `level`.
  package static func halfWidth(level: Double) -> Double {
    -quantile((1 - level) / 2)
  }

  private static func density(_ x: Double) -> Double {
    exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }
}
