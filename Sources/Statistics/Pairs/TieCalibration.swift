import Preferences

/// Finds the ε on differences of scores that makes `acc_eq` the highest, among 0 and all differences that occur.
///
/// Source: Deutsch, Foster and Freitag 2023, "Ties Matter", arXiv 2305.14324. As there, ε is fitted to the data that
/// the figure is of: it is the best that the scorer could do. Adding costs O(1), the answer O(n log n); 8 bytes for
/// each pair that can change it.
package struct TieCalibration: Sendable {
  /// Differences of scores where a tie is right, and where it takes away a right answer.
  private var ofTied: [Double] = []
  private var ofConcordant: [Double] = []
  private var pairs = 0

  package struct Fit: Hashable, Sendable {
    /// The smallest of those that are equally good.
    package let epsilon: Double
    package let accEq: Double
    package let pairs: Int
  }

  package init() {}

  /// A pair without two scores that are numbers does not count.
  package mutating func add(human: Verdict, scores first: Double, _ second: Double) {
    guard let difference = scoreDifference(first, second) else { return }
    pairs += 1
    if human == .tie {
      guard difference.isFinite else { return }
      ofTied.append(difference.magnitude)
    } else if human == Verdict(difference: difference, tieWithin: 0) {
      ofConcordant.append(difference.magnitude)
    }
  }

  package func fit() throws(Undefined) -> Fit {
    guard pairs > 0 else { throw .noData }
    let tied = ofTied.sorted()
    // Differences above every tied one are out of ε's reach.
    let concordant = ofConcordant.filter { $0 <= tied.last ?? 0 }.sorted()
    var gained = tied.prefix { $0 == 0 }.count
    var lost = 0
    var best = (epsilon: 0.0, gain: gained)
    // As ε grows, only one that ends at a tied difference can be better than the last.
    while gained < tied.count {
      let epsilon = tied[gained]
      while gained < tied.count, tied[gained] == epsilon { gained += 1 }
      while lost < concordant.count, concordant[lost] <= epsilon { lost += 1 }
      if gained - lost > best.gain { best = (epsilon, gained - lost) }
    }
    let right = ofConcordant.count + best.gain
    return Fit(epsilon: best.epsilon, accEq: Double(right) / Double(pairs), pairs: pairs)
  }
}
