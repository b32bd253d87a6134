extension RatingTally {
  /// What the categories are, and so how far two of them lie apart.
  package enum Scale: Hashable, Sendable {
    /// Names without an order.
    case nominal
    /// In order, as far apart as there are ratings between.
    case ordinal
    /// A number for each category; what counts is their difference.
    case interval([Double])
    /// A number for each category, none below 0; what counts is their difference against their sum.
    case ratio([Double])
  }

  /// Krippendorff's alpha (2004; 2011 for the computation by coincidences): 1 less the observed disagreement
  /// over that of ratings drawn at random. Any number of raters a unit; units with fewer than two ratings do
  /// not count. Costs one step per pair of categories.
  /// - Returns: undefined by `noOverlap` where no unit has two ratings, by `noVariation` where such units
  ///   name one category alone or categories that lie nowhere apart, by `invalidInput` where the scale has
  ///   other than one finite number a category.
  package func krippendorffAlpha(_ scale: Scale) -> Statistic {
    Statistic { () throws(Undefined) in
      let totals = (0..<categories).map { row in
        coincidences[row * categories..<(row + 1) * categories].reduce(0, +)
      }
      try requireOverlapAndVariation(in: totals)
      let distance = try squaredDistance(on: scale, totals: totals)
      let ratings = totals.reduce(0, +)
      var (observed, expected) = (0.0, 0.0)
      for first in 0..<categories {
        for second in 0..<categories where first != second {
          let squared = distance(first, second)
          observed += coincidences[first * categories + second] * squared
          expected += totals[first] * totals[second] * squared
        }
      }
      guard expected > 0 else { throw .noVariation }
      return 1 - (ratings - 1) * observed / expected
    }
  }

  private func squaredDistance(
    on scale: Scale, totals: [Double]
  ) throws(Undefined) -> (Int, Int) -> Double {
    switch scale {
    case .nominal:
      return { $0 == $1 ? 0 : 1 }
    case .ordinal:
      var middles: [Double] = []
      var below = 0.0
      for total in totals {
        middles.append(below + total / 2)
        below += total
      }
      return { [middles] in (middles[$0] - middles[$1]) * (middles[$0] - middles[$1]) }
    case .interval(let values):
      guard values.count == categories, values.allSatisfy(\.isFinite) else { throw .invalidInput }
      return { (values[$0] - values[$1]) * (values[$0] - values[$1]) }
    case .ratio(let values):
      guard values.count == categories, values.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
        throw .invalidInput
      }
      return { first, second in
        let sum = values[first] + values[second]
        guard sum > 0 else { return 0 }
        let share = (values[first] - values[second]) / sum
        return share * share
      }
    }
  }
}
