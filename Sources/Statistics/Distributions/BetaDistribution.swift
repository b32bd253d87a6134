import Glibc

/// The beta distribution on 0…1; its cumulative probability is the regularised incomplete beta function I.
package struct BetaDistribution: Hashable, Sendable {
  package let alpha: Double
  package let beta: Double

  /// Both above 0.
  package init(alpha: Double, beta: Double) {
    self.alpha = alpha
    self.beta = beta
  }

  /// The probability of at most `x`: Iₓ(alpha, beta). NaN where the parameters are so large (above some 10¹⁴)
  /// that the fraction does not end in time. Costs about √max(alpha, beta) steps.
  package func cumulative(_ x: Double) -> Double {
    exp(logCumulative(x, complement: 1 - x))
  }

  /// The natural logarithm of the probability of at most `x`.
  /// - Parameter y: 1 − `x`, given so that neither of the two is rounded against 1.
  package func logCumulative(_ x: Double, complement y: Double) -> Double {
    guard x > 0 else { return -.infinity }
    guard y > 0 else { return 0 }
    // Beyond the mean the fraction converges slowly, and that of the other tail fast.
    guard x <= (alpha + 1) / (alpha + beta + 2) else {
      let other = BetaDistribution(alpha: beta, beta: alpha)
      return log1p(-exp(other.logCumulative(y, complement: x)))
    }
    return logKernel(x, complement: y) + log(continuedFraction(x, complement: y))
  }

  /// The point below which the probability is `p`; 0 at 0, 1 at 1, NaN where `p` lies outside of them or the
  /// parameters are too large.
  ///
  /// Newton's method for the smaller tail's logarithm as a function of ln(x ∕ (1 − x)). That function is
  /// concave, so that every step after the first comes from the same side and none can miss.
  package func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 || p == 1 ? p : .nan }
    let other = BetaDistribution(alpha: beta, beta: alpha)
    let isLower = p <= 0.5
    let target = isLower ? log(p) : log1p(-p)
    var logit = log(alpha / beta)
    for _ in 0..<200 {
      let (x, y) = (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
      let tail = isLower ? logCumulative(x, complement: y) : other.logCumulative(y, complement: x)
      let slope = exp(logKernel(x, complement: y) - tail)
      let step = (tail - target) / slope * (isLower ? -1 : 1)
      guard step.isFinite else { return .nan }
      logit += step
      // What remains is of the order of the step's square.
      if abs(step) <= 1e-9 { return 1 / (1 + exp(-logit)) }
    }
    return .nan
  }

  /// ln [xᵃ yᵇ ∕ B(a, b)], the density for ln(x ∕ y).
  private func logKernel(_ x: Double, complement y: Double) -> Double {
    SaddlePoint.logTerm(alpha, beta, p: x, q: y) + log(alpha) + log(beta) - log(alpha + beta)
  }

  /// The probability of at most `x` over the kernel: the fraction of A. DiDonato & A. Morris, "Algorithm 708"
  /// (1992), by Lentz's method. Below the mean all of its terms are positive while they are large, so that
  /// nothing cancels, however close `x` is to 1.
  private func continuedFraction(_ x: Double, complement y: Double) -> Double {
    let lambda = alpha * y - beta * x
    var value = alpha / (alpha + 1) * (lambda + 1)
    var (numerator, denominator) = (value, 0.0)
    for index in 1...200_000 {
      let n = Double(index)
      let spread = alpha + 2 * n - 1
      let step = n * (beta - n) * x / spread
      let above = (alpha + n - 1) / spread * (alpha + beta + n - 1) * step * x
      let below = n + step + (alpha + n) / (alpha + 2 * n + 1) * (lambda + 1 + n * (1 + y))
      denominator = 1 / (below + above * denominator)
      numerator = below + above / numerator
      value *= numerator * denominator
      if abs(numerator * denominator - 1) < 1e-15 { return 1 / value }
    }
    return .nan
  }
}
