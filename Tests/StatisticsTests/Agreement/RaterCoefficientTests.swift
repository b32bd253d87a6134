import Testing

@testable import Statistics

/// Fleiss, Krippendorff and Gwet.
@Suite struct RaterCoefficientTests {
  private struct Columns: Decodable {
    let categories: [Int]
    let units: [String]
    let fleiss: [Expected]
    let nominal, ordinal, interval, ratio: [Expected]
    let identity, linear, quadratic: [Expected]

    enum CodingKeys: String, CodingKey {
      case categories, units, fleiss, nominal, ordinal, interval, ratio
      case identity = "gwet identity"
      case linear = "gwet linear"
      case quadratic = "gwet quadratic"
    }

    func tallies() throws -> [RatingTally] {
      try zip(units, categories).map { try #require(RaterCoefficientTests.tally($0, categories: $1)) }
    }
  }

  /// Units apart by spaces, a digit a rating, a point where it is missing.
  private static func tally(_ text: String, categories: Int) -> RatingTally? {
    RatingTally(
      ratings: text.split(separator: " ").map { $0.map(\.wholeNumberValue) }, categories: categories)
  }

  @Test func fleissKnownValue() throws {
    let counts = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    var tally = RatingTally(categories: 5)
    for unit in counts { tally.add(unit: unit) }
    #expect(abs(try tally.fleissKappa.get() - 0.20993) < 1e-5)
  }

  @Test func krippendorffKnownValues() throws {
    let raters = [".....34121133.3", "1.213343.......", "..21344.21133.4"].map(Array.init)
    let ratings = raters[0].indices.map { unit in raters.map { $0[unit].wholeNumberValue.map { $0 - 1 } } }
    let tally = try #require(RatingTally(ratings: ratings, categories: 4))
    #expect(abs(try tally.krippendorffAlpha(.nominal).get() - 0.691_358) < 1e-6)
    #expect(abs(try tally.krippendorffAlpha(.interval([1, 2, 3, 4])).get() - 0.810_845) < 1e-6)
  }

  /// The examples that come with irrCAC, the program of the coefficients' author: two raters in a table, and four of whom some are missing.
  @Test func gwetKnownValues() throws {
    var pair = RatingTally(categories: 3)
    for (row, counts) in [[13, 0, 0], [0, 20, 7], [0, 4, 56]].enumerated() {
      for (column, count) in counts.enumerated() {
        for _ in 0..<count { pair.add(unit: (0..<3).map { ($0 == row ? 1 : 0) + ($0 == column ? 1 : 0) }) }
      }
    }
    #expect(abs(try pair.gwetCoefficient().get() - 0.849_330_5) < 1e-6)
    let raters = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."].map(Array.init)
    let ratings = raters[0].indices.map { unit in raters.map { $0[unit].wholeNumberValue.map { $0 - 1 } } }
    let four = try #require(RatingTally(ratings: ratings, categories: 5))
    #expect(abs(try four.gwetCoefficient().get() - 0.775_444_07) < 1e-8)
    #expect(abs(try four.gwetCoefficient(weights: .linear).get() - 0.858_739_14) < 1e-8)
    #expect(abs(try four.gwetCoefficient(weights: .quadratic).get() - 0.914_000_72) < 1e-8)
  }

  /// statsmodels' `fleiss_kappa`.
  @Test func fleissAsStatsmodels() throws {
    let columns: Columns = try ReferenceFile.load("raters")
    let tallies = try columns.tallies()
    #expect(mismatches(columns.fleiss) { tallies[$0].fleissKappa }.isEmpty)
  }

  /// The package `krippendorff`, categories standing for 0, 1, 2, ….
  @Test func krippendorffAsThePackage() throws {
    let columns: Columns = try ReferenceFile.load("raters")
    let tallies = try columns.tallies()
    let values = columns.categories.map { (0..<$0).map(Double.init) }
    #expect(mismatches(columns.nominal) { tallies[$0].krippendorffAlpha(.nominal) }.isEmpty)
    #expect(mismatches(columns.ordinal) { tallies[$0].krippendorffAlpha(.ordinal) }.isEmpty)
    #expect(mismatches(columns.interval) { tallies[$0].krippendorffAlpha(.interval(values[$0])) }.isEmpty)
    #expect(mismatches(columns.ratio) { tallies[$0].krippendorffAlpha(.ratio(values[$0])) }.isEmpty)
  }

  /// Pair of raters by pair of raters in NumPy.
  @Test func gwetAsDefined() throws {
    let columns: Columns = try ReferenceFile.load("raters")
    let tallies = try columns.tallies()
    #expect(mismatches(columns.identity) { tallies[$0].gwetCoefficient() }.isEmpty)
    #expect(mismatches(columns.linear) { tallies[$0].gwetCoefficient(weights: .linear) }.isEmpty)
    #expect(mismatches(columns.quadratic) { tallies[$0].gwetCoefficient(weights: .quadratic) }.isEmpty)
  }
}
