import Glibc

/// Binomial terms without cancellation, after C. Loader, "Fast and accurate computation of binomial
/// probabilities" (2000): the logarithms of three factorials cancel to a few small corrections before
/// anything is computed, so that the relative error stays near 10⁻¹⁴ where differences of `lgamma` lose half
/// of their digits.
enum SaddlePoint {
  /// ln [Γ(x + y + 1) ∕ (Γ(x + 1) Γ(y + 1)) · pˣ qʸ], for real `x`, `y` ≥ 0.
  /// - Parameter q: 1 − `p`, given so that neither of the two is rounded against 1.
  static func logTerm(_ x: Double, _ y: Double, p: Double, q: Double) -> Double {
    // Written so that 0⁰ is 1.
    if x == 0 { return y == 0 ? 0 : y * logarithm(of: q, complement: p) }
    if y == 0 { return x * logarithm(of: p, complement: q) }
    let n = x + y
    return stirlingError(n) - stirlingError(x) - stirlingError(y) - deviance(x, n * p) - deviance(y, n * q)
      + log(n / (2 * Double.pi * x * y)) / 2
  }

  private static func logarithm(of p: Double, complement q: Double) -> Double {
    q < 0.5 ? log1p(-q) : log(p)
  }

  /// ln Γ(x + 1) less Stirling's (x + ½) ln x − x + ½ ln 2π, for `x` > 0.
  private static func stirlingError(_ x: Double) -> Double {
    guard x >= 16 else {
      return logGamma(x + 1) - (x + 0.5) * log(x) + x - log(2 * Double.pi) / 2
    }
    // The first term left out is below 10⁻¹⁷ from 16 on (DLMF 5.11.1).
    let z = 1 / (x * x)
    return
      (1 / 12.0 - z * (1 / 360.0 - z * (1 / 1260.0 - z * (1 / 1680.0 - z * (1 / 1188.0 - z * 691 / 360360)))))
      / x
  }

  /// x ln(x ∕ m) + m − x, which is 0 at x = m and nowhere negative.
  private static func deviance(_ x: Double, _ m: Double) -> Double {
    let difference = x - m
    let ratio = difference / (x + m)
    guard abs(ratio) < 0.1 else { return x * log(x / m) - difference }
    // ln(x ∕ m) is 2 artanh(ratio), whose first term cancels against m − x all but ratio · difference.
    var power = 2 * x * ratio
    var sum = difference * ratio
    var divisor = 3.0
    while true {
      power *= ratio * ratio
      let next = sum + power / divisor
      if next == sum { return sum }
      sum = next
      divisor += 2
    }
  }

  /// ln |Γ(x)|. The C library's plain `lgamma` writes the sign to a global that threads would race for.
  static func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }
}
