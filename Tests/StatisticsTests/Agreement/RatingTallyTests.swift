import TestSupport
import Testing

@testable import Statistics

@Suite struct RatingTallyTests {
  @Test func ratingsAreCountsPerUnit() throws {
    let ratings = try #require(RatingTally(ratings: [[0, nil, 1, 1], [nil, nil], [2]], categories: 3))
    var counted = RatingTally(categories: 3)
    for unit in [[1, 2, 0], [0, 0, 0], [0, 0, 1]] { #expect(counted.add(unit: unit) == true) }
    #expect(ratings == counted)
    #expect(ratings.units == 2 && ratings.pairedUnits == 1 && ratings.raters == .uneven)
  }

  @Test func refusesWhatIsNoCategory() {
    #expect(RatingTally(ratings: [[0, 3]], categories: 3) == nil)
    #expect(RatingTally(ratings: [[-1]], categories: 3) == nil)
    var tally = RatingTally(categories: 2)
    let empty = tally
    #expect(tally.add(unit: [1, 2, 3]) == false)
    #expect(tally.add(unit: [1, -1]) == false)
    #expect(tally.add(unit: [.max, 1]) == false)
    #expect(tally.add(RatingTally(categories: 3)) == false)
    #expect(tally.add(empty, times: -1) == false)
    #expect(tally == empty)
    tally.add(unit: [1, 1])
    let one = tally
    #expect(tally.add(one, times: .max) == false)
    #expect(tally == one)
  }

  /// A bootstrap sample drawn cluster by cluster is the sample of the units themselves.
  @Test func talliesAddUp() throws {
    var source = SeededSource(seed: 11)
    var (sampled, whole) = (RatingTally(categories: 3), RatingTally(categories: 3))
    for times in [0, 1, 2, 1, 3, 0, 1] {
      let units = (0..<5).map { _ in (0..<3).map { _ in Int.random(in: 0...2, using: &source) } }
      var cluster = RatingTally(categories: 3)
      for unit in units { cluster.add(unit: unit) }
      #expect(sampled.add(cluster, times: times) == true)
      for _ in 0..<times { for unit in units { whole.add(unit: unit) } }
    }
    #expect(sampled.units == whole.units && sampled.pairedUnits == whole.pairedUnits)
    #expect(sampled.raters == whole.raters)
    for (one, other) in [
      (sampled.krippendorffAlpha(.ordinal), whole.krippendorffAlpha(.ordinal)),
      (sampled.gwetCoefficient(), whole.gwetCoefficient()),
    ] {
      #expect(abs(try one.get() - other.get()) < 1e-13)
    }
  }

  @Test func twoRatersWhoAlwaysAgree() throws {
    let tally = try #require(RatingTally(ratings: [[0, 0], [1, 1], [2, 2], [1, 1]], categories: 3))
    #expect(tally.raters == .each(2))
    #expect(tally.fleissKappa == .value(1))
    #expect(tally.gwetCoefficient(weights: .linear) == .value(1))
    #expect(tally.krippendorffAlpha(.nominal) == .value(1))
  }

  @Test func degenerateTablesAreUndefined() throws {
    func every(_ tally: RatingTally) -> Set<Statistic> {
      [
        tally.fleissKappa, tally.gwetCoefficient(), tally.gwetCoefficient(weights: .quadratic),
        tally.krippendorffAlpha(.nominal), tally.krippendorffAlpha(.ordinal),
        tally.krippendorffAlpha(.interval((0..<tally.categories).map(Double.init))),
      ]
    }
    #expect(every(RatingTally(categories: 3)) == [.undefined(.noData)])
    let apart = try #require(RatingTally(ratings: [[0, nil], [nil, 1]], categories: 2))
    #expect(every(apart) == [.undefined(.noOverlap)])
    let same = try #require(RatingTally(ratings: [[1, 1], [1, 1]], categories: 2))
    #expect(every(same) == [.undefined(.noVariation)])
    let alone = try #require(RatingTally(ratings: [[0, 0]], categories: 1))
    #expect(every(alone) == [.undefined(.noVariation)])
    let uneven = try #require(RatingTally(ratings: [[1, 1], [1, 0, 1]], categories: 2))
    #expect(uneven.fleissKappa == .undefined(.unevenRaters))
  }

  @Test func scalesNeedANumberACategory() throws {
    let tally = try #require(RatingTally(ratings: [[0, 1], [1, 1]], categories: 2))
    #expect(tally.krippendorffAlpha(.interval([0])) == .undefined(.invalidInput))
    #expect(tally.krippendorffAlpha(.interval([0, .nan])) == .undefined(.invalidInput))
    #expect(tally.krippendorffAlpha(.ratio([0, -1])) == .undefined(.invalidInput))
    #expect(tally.krippendorffAlpha(.interval([5, 5])) == .undefined(.noVariation))
    #expect(tally.krippendorffAlpha(.interval([0, 1])) == tally.krippendorffAlpha(.interval([3, 5])))
  }

  /// Counting both ways gives what adding each unit and its mirror image gives.
  @Test func countedBothWaysIsEachUnitWithItsMirrorImage() throws {
    var (once, twice) = (RatingTally(categories: 3), RatingTally(categories: 3))
    for counts in [[2, 1, 0], [0, 0, 1], [3, 0, 1], [1, 1, 1], [0, 4, 0]] {
      once.add(unit: counts)
      twice.add(unit: counts)
      twice.add(unit: [counts[1], counts[0], counts[2]])
    }
    let both = once.countedBothWays(swapping: 0, 1)
    #expect(both.units == twice.units && both.pairedUnits == twice.pairedUnits && both.raters == twice.raters)
    for (one, other) in [
      (both.krippendorffAlpha(.nominal), twice.krippendorffAlpha(.nominal)),
      (both.krippendorffAlpha(.interval([1, -1, 0])), twice.krippendorffAlpha(.interval([1, -1, 0]))),
      (both.gwetCoefficient(), twice.gwetCoefficient()),
    ] { #expect(abs(try one.get() - other.get()) < 1e-12) }
  }
}
