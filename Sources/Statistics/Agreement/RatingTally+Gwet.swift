extension RatingTally {
  /// Gwet's AC1 (2008), or with weights AC2 (2014): chance is the probability that a rater guesses and that
  /// the guess agrees, so that it stays small where one category prevails, as kappa's does not. Any number of
  /// raters a unit; units with one rating count for how often a category is used. Costs one step per pair of
  /// categories.
  ///
  /// All categories of the scale count, used or not: a tally of more categories gives another coefficient.
  /// - Returns: undefined by `noVariation` where one category alone is used: what would then be 1 says
  ///   nothing.
  package func gwetCoefficient(weights: CategoryWeights = .identity) -> Statistic {
    Statistic { () throws(Undefined) in
      try requireOverlapAndVariation(in: shares)
      var totalWeight = 0.0
      for first in 0..<categories {
        for second in 0..<categories {
          totalWeight += weights.agreement(first, second, categories: categories)
        }
      }
      let spread = shares.reduce(0.0) { sum, share in
        sum + (share / Double(units)) * (1 - share / Double(units))
      }
      let expected = totalWeight * spread / Double(categories * (categories - 1))
      return (meanPairAgreement(weights) - expected) / (1 - expected)
    }
  }
}
