import TestSupport
import Testing

@testable import Statistics

@Suite struct CohenKappaTests {
  private struct Columns: Decodable {
    let tables: [[Int]]
    let identity, linear, quadratic: [Row]

    /// Kappa, its standard error and the bounds of the 95 % interval, these `null` where there is no kappa.
    struct Row: Decodable {
      let kappa, error: Expected
      let low, high: Double?

      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        kappa = try container.decode(Expected.self)
        error = try container.decode(Expected.self)
        low = try container.decode(Double?.self)
        high = try container.decode(Double?.self)
      }
    }

    func rows(_ weights: CategoryWeights) -> [Row] {
      switch weights {
      case .identity: identity
      case .linear: linear
      case .quadratic: quadratic
      }
    }
  }

  @Test func knownValues() throws {
    let three = try #require(ConfusionTable([[0, 4, 1], [0, 8, 0], [0, 1, 5]]))
    #expect(abs(try three.kappa().get() - 0.48416) < 1e-5)
    let two = try #require(ConfusionTable([[20, 5], [10, 15]]))
    #expect(abs(try two.kappa().get() - 0.4) < 1e-12)
  }

  @Test func oneCategoryIsUndefined() throws {
    let same = try #require(ConfusionTable([[9, 0], [0, 0]]))
    let opposed = try #require(ConfusionTable([[0, 9], [0, 0]]))
    for weights in CategoryWeights.allCases {
      #expect(same.kappa(weights: weights) == .undefined(.noVariation))
      #expect(same.kappaStandardError(weights: weights) == .undefined(.noVariation))
      #expect(same.kappaInterval(weights: weights) == nil)
      // No agreement, and none to be expected: a number.
      #expect(opposed.kappa(weights: weights) == .value(0))
      #expect(ConfusionTable(categories: 3).kappa(weights: weights) == .undefined(.noData))
    }
    #expect(opposed.kappaInterval(level: 1) == nil)
  }

  @Test func perfectAgreementIsOneWithoutError() throws {
    let table = try #require(ConfusionTable([[3, 0, 0], [0, 4, 0], [0, 0, 1]]))
    #expect(table.kappa() == .value(1))
    #expect(table.kappaStandardError() == .value(0))
    #expect(table.kappaInterval() == Interval(low: 1, high: 1))
  }

  private struct BothWays: Decodable {
    let tables: [[Int]]
    let kappa, error: [Double]
  }

  /// statsmodels on the table and its mirror image together; its error, for twice the items, times √2.
  @Test func countedBothWaysAsStatsmodels() throws {
    let columns: BothWays = try ReferenceFile.load("cohen_both_ways")
    #expect(columns.tables.count >= 1000)
    for (row, counts) in columns.tables.enumerated() {
      let table = try #require(ConfusionTable((0..<3).map { Array(counts[$0 * 3..<($0 + 1) * 3]) }))
      let both = table.countedBothWays(swapping: 0, 1)
      #expect(both.total == 2 * table.total)
      #expect(abs(try both.kappa().get() - columns.kappa[row]) < 1e-12, "row \(row)")
      let error = try both.kappaStandardError(itemsCounted: 2).get()
      #expect(abs(error - columns.error[row]) < 1e-8, "row \(row)")
    }
  }

  /// It moved with which image's hash comes first.
  @Test func countedBothWaysItDoesNotMatterWhichIsTheFirst() throws {
    var source = SeededSource(seed: 3)
    for _ in 0..<200 {
      var (one, other) = (ConfusionTable(categories: 3), ConfusionTable(categories: 3))
      for _ in 0..<Int.random(in: 1...40, using: &source) {
        let (row, column) = (Int.random(in: 0...2, using: &source), Int.random(in: 0...2, using: &source))
        one.add(row: row, column: column)
        let isTurned = Bool.random(using: &source)
        func turned(_ category: Int) -> Int { isTurned && category < 2 ? 1 - category : category }
        other.add(row: turned(row), column: turned(column))
      }
      let (first, second) = (
        one.countedBothWays(swapping: 0, 1), other.countedBothWays(swapping: 0, 1)
      )
      #expect(first == second && first.kappa() == second.kappa())
    }
  }

  /// statsmodels' `cohens_kappa`. The error is a root of a difference there, which rounding moves by 10⁻⁸
  /// near 0.
  @Test(arguments: CategoryWeights.allCases)
  func asStatsmodels(weights: CategoryWeights) throws {
    let columns: Columns = try ReferenceFile.load("cohen")
    let tables = try columns.tables.map { counts in
      let size = Int(Double(counts.count).squareRoot())
      return try #require(
        ConfusionTable((0..<size).map { Array(counts[$0 * size..<($0 + 1) * size]) }))
    }
    let rows = columns.rows(weights)
    #expect(mismatches(rows.map(\.kappa)) { tables[$0].kappa(weights: weights) }.isEmpty)
    let errors = mismatches(rows.map(\.error), relative: 1e-8, absolute: 1e-8) {
      tables[$0].kappaStandardError(weights: weights)
    }
    #expect(errors.isEmpty)
    for (row, table) in zip(rows, tables) {
      let interval = table.kappaInterval(weights: weights)
      #expect((interval == nil) == (row.low == nil))
      guard let interval, let low = row.low, let high = row.high else { continue }
      #expect(abs(interval.low - low) < 3e-8 && abs(interval.high - high) < 3e-8)
    }
  }
}
