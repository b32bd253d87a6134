/// The test of two methods judged on the same items: whether one is right more often than the other.
package enum McNemarTest {
  /// The exact two-sided p-value: of the items on which exactly one of the two is right, either is as likely
  /// to be (McNemar 1947, with the binomial distribution). Costs √(sum) steps.
  /// - Parameters:
  ///   - firstOnly: items that only the first method gets right.
  ///   - secondOnly: items that only the second gets right.
  /// - Returns: undefined by `noData` where the methods differ on no item.
  package static func exact(firstOnly: Int, secondOnly: Int) -> Statistic {
    let (differing, overflows) = firstOnly.addingReportingOverflow(secondOnly)
    guard firstOnly >= 0, secondOnly >= 0, !overflows else { return .undefined(.invalidInput) }
    return BinomialTest.twoSided(successes: firstOnly, trials: differing)
  }
}
