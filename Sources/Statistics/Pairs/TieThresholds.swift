import Glibc

/// How near two scores of one scorer must be to count as a tie, for the conventions that say so. The two others
/// take a scorer to tie where its scores are equal.
package struct TieThresholds: Hashable, Sendable {
  /// On the difference of two scores; `nil` where the scorer makes no prediction, so that no pair counts.
  package let pickscore: Double?
  /// ε on the difference of two scores.
  package let accEq: Double

  /// t where nothing else is stated: the two probabilities may be as far apart as 0.45 and 0.55.
  package static let usualProbabilityDifference = 0.1

  /// Scores tie where equal, under every convention.
  package static let equalOnly = TieThresholds(pickscore: 0, accEq: 0)

  package init(pickscore: Double?, accEq: Double) {
    self.pickscore = pickscore
    self.accEq = accEq
  }

  /// - Parameters:
  ///   - probabilityDifference: PickScore's t, on |p₁ − p₀|.
  ///   - logitScale: what scores are multiplied by before the softmax; `nil` where the scorer says none.
  ///   - epsilon: ε of `acc_eq`, calibrated by `TieCalibration`.
  package init(
    probabilityDifference: Double = usualProbabilityDifference, logitScale: Double?, epsilon: Double = 0
  ) {
    // The softmax over two scores makes p₁ − p₀ = tanh(scale · difference / 2).
    pickscore = logitScale.flatMap { scale in
      guard scale > 0, probabilityDifference >= 0 else { return nil }
      return probabilityDifference < 1 ? 2 * atanh(probabilityDifference) / scale : .infinity
    }
    accEq = epsilon
  }
}
