import Glibc

/// Whether a scorer's probabilities mean what they say: of the pairs that it predicts with 0.7, are 7 in 10 right?
/// Grows with the data: adding costs O(1), and the memory is that of the bins.
///
/// A prediction is here the candidate that gets the higher probability of two, its confidence that probability, and
/// the event that it is the chosen one. Ties of the person are no such event: leave them out.
package struct Reliability: Hashable, Sendable {
  private var sums: [Sums]
  private var squaredErrors = 0.0
  private var surprise = 0.0

  private struct Sums: Hashable, Sendable {
    var count = 0
    /// Ties count a half.
    var right = 0.0
    var confidence = 0.0
  }

  /// A column of the reliability diagram.
  package struct Bin: Hashable, Sendable {
    /// Above `low`, and no higher than `high`; the first bin holds 0 too.
    package let low: Double
    package let high: Double
    package let count: Int
    package let confidence: Statistic
    package let accuracy: Statistic
  }

  package static let usualBins = 10

  /// - Parameter bins: of equal width, over 0 to 1.
  package init(bins: Int = usualBins) {
    sums = Array(repeating: Sums(), count: max(1, bins))
  }

  /// - Returns: `false`, and nothing is counted, where the confidence is no probability.
  @discardableResult
  package mutating func add(confidence: Double, isRight: Bool) -> Bool {
    guard 0 <= confidence, confidence <= 1 else { return false }
    count(confidence, right: isRight ? 1 : 0)
    let error = confidence - (isRight ? 1 : 0)
    squaredErrors += error * error
    surprise -= isRight ? log(confidence) : log1p(-confidence)
    return true
  }

  /// A prediction of one half for either of two: which of them it is for cannot be said, so that half of it is right,
  /// whichever was chosen.
  package mutating func addTie() {
    count(0.5, right: 0.5)
    squaredErrors += 0.25
    surprise += log(2)
  }

  private mutating func count(_ confidence: Double, right: Double) {
    let bin = bin(of: confidence)
    sums[bin].count += 1
    sums[bin].right += right
    sums[bin].confidence += confidence
  }

  /// By the very bounds that `bins` gives: a product with the number of bins would round to the wrong side of some.
  private func bin(of confidence: Double) -> Int {
    var bin = min(sums.count - 1, Int(confidence * Double(sums.count)))
    while bin > 0, confidence <= bound(bin) { bin -= 1 }
    while bin + 1 < sums.count, confidence > bound(bin + 1) { bin += 1 }
    return bin
  }

  private func bound(_ bin: Int) -> Double { Double(bin) / Double(sums.count) }

  package var count: Int { sums.reduce(0) { $0 + $1.count } }

  package var bins: [Bin] {
    sums.enumerated().map { index, sum in
      Bin(
        low: bound(index), high: bound(index + 1), count: sum.count,
        confidence: .ratio(sum.confidence, Double(sum.count)),
        accuracy: .ratio(sum.right, Double(sum.count)))
    }
  }

  /// How far accuracy lies from confidence, the mean over bins by their counts (Naeini, Cooper and Hauskrecht 2015;
  /// Guo et al. 2017, arXiv 1706.04599). Depends on the number of bins.
  package var expectedCalibrationError: Statistic {
    .ratio(sums.reduce(0) { $0 + ($1.right - $1.confidence).magnitude }, Double(count))
  }

  /// The mean squared difference between confidence and what came, 1 or 0 (Brier 1950).
  package var brierScore: Statistic { .ratio(squaredErrors, Double(count)) }

  /// The mean of −ln of the probability that what came was given. Undefined by `unbounded` once something came that
  /// was given 0: any bound put in its place would decide the figure.
  package var negativeLogLikelihood: Statistic { .ratio(surprise, Double(count)) }
}
