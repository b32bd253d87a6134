/// How alike two orders of the same items are, from −1, reversed, to 1, the same.
///
/// Each takes a value per item from either side, in the same order of items. Undefined by `noData` for fewer
/// than two items, by `allTied` where one side orders nothing, by `invalidInput` where the sides have
/// different lengths or hold NaN. O(n log n).
package enum RankCorrelation {
  /// Spearman's ρ: Pearson's correlation of the ranks, ties sharing theirs.
  package static func spearman(_ first: [Double], _ second: [Double]) -> Statistic {
    Statistic { () throws(Undefined) in
      try validate(first, second)
      let middle = Double(first.count + 1) / 2
      let (firstRanks, secondRanks) = (AverageRanks.ranks(of: first), AverageRanks.ranks(of: second))
      var (products, firstSquares, secondSquares) = (0.0, 0.0, 0.0)
      for (one, other) in zip(firstRanks, secondRanks) {
        products += (one - middle) * (other - middle)
        firstSquares += (one - middle) * (one - middle)
        secondSquares += (other - middle) * (other - middle)
      }
      // Exact: with everything tied each rank is the middle.
      guard firstSquares > 0, secondSquares > 0 else { throw .allTied }
      return clamped(products / (firstSquares * secondSquares).squareRoot())
    }
  }

  /// Kendall's τ-b (1945): concordant less discordant pairs over the geometric mean of the pairs that either
  /// side orders.
  package static func kendallTauB(_ first: [Double], _ second: [Double]) -> Statistic {
    Statistic { () throws(Undefined) in
      let counts = try PairCounts(first, second)
      let ordered =
        Double(counts.pairs - counts.firstTies).squareRoot()
        * Double(counts.pairs - counts.secondTies).squareRoot()
      return clamped(Double(counts.excess) / ordered)
    }
  }

  /// Stuart's τ-c (1953): the same excess over the most that a table of as many rows and columns as there are
  /// distinct values allows, n² (m − 1) ∕ 2m with m the smaller number of these.
  package static func kendallTauC(_ first: [Double], _ second: [Double]) -> Statistic {
    Statistic { () throws(Undefined) in
      let counts = try PairCounts(first, second)
      let distinct = Double(min(counts.firstDistinct, counts.secondDistinct))
      let items = Double(first.count)
      return clamped(2 * Double(counts.excess) / (items * items * (distinct - 1) / distinct))
    }
  }

  static func validate(_ first: [Double], _ second: [Double]) throws(Undefined) {
    guard first.count == second.count, !first.contains(where: \.isNaN), !second.contains(where: \.isNaN)
    else {
      throw .invalidInput
    }
    guard first.count > 1 else { throw .noData }
  }

  private static func clamped(_ correlation: Double) -> Double { max(-1, min(1, correlation)) }
}
