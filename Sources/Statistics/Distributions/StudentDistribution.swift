/// Student's distribution.
package enum StudentDistribution {
  /// How far from 0 the middle share `level` of it reaches.
  /// - Parameter degreesOfFreedom: above 0.
  package static func halfWidth(level: Double, degreesOfFreedom: Double) -> Double {
    // t²/(ν + t²) is distributed as Beta(½, ν/2).
    let x = BetaDistribution(alpha: 0.5, beta: degreesOfFreedom / 2).quantile(level)
    return (degreesOfFreedom * x / (1 - x)).squareRoot()
  }
}
