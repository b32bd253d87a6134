/// A figure that is a sum over records, divided by another: what a record adds to each follows from its class.
package struct Ratio: Hashable, Sendable {
  /// What a record of each class adds to numerator and denominator.
  package let terms: [Term]

  package struct Term: Hashable, Sendable {
    package let numerator: Double
    package let denominator: Double

    /// A record that does not count.
    package static let nothing = Term(numerator: 0, denominator: 0)

    package init(numerator: Double, denominator: Double) {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  package init(terms: [Term]) {
    self.terms = terms
  }

  /// Undefined where no record counts.
  package func callAsFunction(_ classCounts: [Int]) -> Statistic {
    var numerator = 0.0
    var denominator = 0.0
    for (count, term) in zip(classCounts, terms) where count != 0 {
      numerator += Double(count) * term.numerator
      denominator += Double(count) * term.denominator
    }
    return .ratio(numerator, denominator)
  }
}

extension Statistic {
  /// Undefined by `noData` where the denominator is 0.
  static func ratio(_ numerator: Double, _ denominator: Double) -> Statistic {
    denominator == 0 ? .undefined(.noData) : .value(numerator / denominator)
  }
}
