extension RatingTally {
  /// Fleiss' kappa (1971): for units that each had the same number of raters, not always the same ones;
  /// chance by the pooled use of the categories. Costs one step per pair of categories.
  /// - Returns: undefined by `unevenRaters` where the numbers differ, by `noOverlap` with one rater a unit,
  ///   by `noVariation` where one category alone is used.
  package var fleissKappa: Statistic {
    Statistic { () throws(Undefined) in
      guard raters != .uneven else { throw .unevenRaters }
      try requireOverlapAndVariation(in: shares)
      let observed = meanPairAgreement(.identity)
      let expected = shares.reduce(0.0) { sum, share in
        sum + (share / Double(units)) * (share / Double(units))
      }
      return (observed - expected) / (1 - expected)
    }
  }
}
