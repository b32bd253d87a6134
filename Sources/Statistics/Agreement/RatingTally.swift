/// What coefficients of agreement for any number of raters need to know of a set of units (the items judged),
/// without keeping the units: sums over units, in memory of one number per pair of categories.
///
/// Each unit may have been judged by other raters and by another number of them. Tallies add up, so that one
/// kept for each cluster makes a bootstrap sample in a few additions.
package struct RatingTally: Hashable, Sendable {
  /// How many raters each unit had, of those that had any.
  package enum Raters: Hashable, Sendable {
    case none
    case each(Int)
    case uneven
  }

  /// Categories are numbers from 0 up to this.
  package let categories: Int
  /// Units with one rating or more.
  package private(set) var units = 0
  /// Units with two ratings or more.
  package private(set) var pairedUnits = 0
  package private(set) var raters = Raters.none
  /// The sum over units of the share of their ratings that names each category. Adds up to `units`.
  private(set) var shares: [Double]
  /// Krippendorff's coincidence matrix, `categories` × `categories`: ordered pairs of ratings of one unit, a
  /// unit with m ratings counting m in all. Adds up to the number of ratings that have another one beside
  /// them.
  private(set) var coincidences: [Double]
  /// The same, each unit with two or more ratings counting 1 in all. Adds up to `pairedUnits`.
  private(set) var pairShares: [Double]

  /// An empty tally.
  package init(categories: Int) {
    self.categories = categories
    shares = Array(repeating: 0, count: categories)
    coincidences = Array(repeating: 0, count: categories * categories)
    pairShares = coincidences
  }

  /// From units × raters, missing ratings as `nil`. Costs one step a rating, and one per unit and pair of
  /// categories.
  /// - Returns: `nil` where a rating is no number of a category.
  package init?(ratings: [[Int?]], categories: Int) {
    self.init(categories: categories)
    var counts = Array(repeating: 0, count: categories)
    for unit in ratings {
      for category in counts.indices { counts[category] = 0 }
      for case let category? in unit {
        guard counts.indices.contains(category) else { return nil }
        counts[category] += 1
      }
      guard add(unit: counts) else { return nil }
    }
  }

  /// Adds one unit; one without ratings changes nothing. Costs one step per pair of categories.
  /// - Parameter counts: how many raters chose each category.
  /// - Returns: `false`, with nothing changed, where there are not as many counts as categories, one is
  ///   negative, or their sum is beyond an `Int`.
  @discardableResult
  package mutating func add(unit counts: [Int]) -> Bool {
    guard counts.count == categories else { return false }
    var ratings = 0
    for count in counts {
      let (sum, overflows) = ratings.addingReportingOverflow(count)
      guard count >= 0, !overflows else { return false }
      ratings = sum
    }
    guard ratings > 0 else { return true }
    units += 1
    raters = raters.joined(by: .each(ratings))
    for category in 0..<categories { shares[category] += Double(counts[category]) / Double(ratings) }
    guard ratings > 1 else { return true }
    pairedUnits += 1
    let (others, pairs) = (Double(ratings) - 1, Double(ratings) * (Double(ratings) - 1))
    for first in 0..<categories where counts[first] > 0 {
      for second in 0..<categories {
        let partners = Double(counts[second]) - (first == second ? 1 : 0)
        let found = Double(counts[first]) * partners
        coincidences[first * categories + second] += found / others
        pairShares[first * categories + second] += found / pairs
      }
    }
    return true
  }

  /// Adds the units of another tally, `times` over, as a bootstrap sample draws them. Costs one step per pair
  /// of categories.
  /// - Returns: `false`, with nothing changed, where the other has other categories, or `times` is negative
  ///   or so large that the units are beyond an `Int`.
  @discardableResult
  package mutating func add(_ other: RatingTally, times: Int = 1) -> Bool {
    let (sum, overflows) = other.units.multipliedReportingOverflow(by: times)
    guard other.categories == categories, times >= 0, !overflows,
      !units.addingReportingOverflow(sum).overflow
    else { return false }
    guard times > 0 else { return true }
    let factor = Double(times)
    units += sum
    pairedUnits += other.pairedUnits * times
    raters = raters.joined(by: other.raters)
    for index in shares.indices { shares[index] += factor * other.shares[index] }
    for index in coincidences.indices {
      coincidences[index] += factor * other.coincidences[index]
      pairShares[index] += factor * other.pairShares[index]
    }
    return true
  }
}

extension RatingTally {
  /// The same units, each counted as it is and once more with two categories in each other's place: what comes of it
  /// does not depend on which of the two is called which. Twice as many units as before. Costs one step per pair of
  /// categories.
  package func countedBothWays(swapping one: Int, _ other: Int) -> RatingTally {
    func swapped(_ category: Int) -> Int { category == one ? other : category == other ? one : category }
    var both = self
    both.units *= 2
    both.pairedUnits *= 2
    for first in 0..<categories {
      both.shares[first] += shares[swapped(first)]
      for second in 0..<categories {
        let (cell, source) = (
          first * categories + second, swapped(first) * categories + swapped(second)
        )
        both.coincidences[cell] += coincidences[source]
        both.pairShares[cell] += pairShares[source]
      }
    }
    return both
  }
}

extension RatingTally.Raters {
  fileprivate func joined(by other: Self) -> Self {
    switch (self, other) {
    case (.none, let some), (let some, .none): some
    case (.each(let one), .each(let another)) where one == another: self
    default: .uneven
    }
  }
}

extension RatingTally {
  /// Throws where no coefficient has a value: nothing rated, nothing rated twice, or all in one category.
  func requireOverlapAndVariation(in sums: [Double]) throws(Undefined) {
    guard units > 0 else { throw .noData }
    guard pairedUnits > 0 else { throw .noOverlap }
    guard sums.filter({ $0 > 0 }).count > 1 else { throw .noVariation }
  }

  /// The mean over units of the weight of a pair of their ratings, each unit with two or more counting the
  /// same.
  func meanPairAgreement(_ weights: CategoryWeights) -> Double {
    var sum = 0.0
    for first in 0..<categories {
      for second in 0..<categories {
        sum +=
          weights.agreement(first, second, categories: categories) * pairShares[first * categories + second]
      }
    }
    return sum / Double(pairedUnits)
  }
}
