import Testing

@testable import Statistics

@Suite struct McNemarTestTests {
  private struct Columns: Decodable {
    let firstOnly, secondOnly: [Int]
    let exact: [Expected]
  }

  @Test func knownValue() throws {
    #expect(abs(try McNemarTest.exact(firstOnly: 10, secondOnly: 2).get() - 0.038_574) < 1e-6)
    #expect(McNemarTest.exact(firstOnly: 5, secondOnly: 5) == .value(1))
  }

  @Test func whatDoesNotDifferHasNoValue() {
    #expect(McNemarTest.exact(firstOnly: 0, secondOnly: 0) == .undefined(.noData))
    #expect(McNemarTest.exact(firstOnly: -1, secondOnly: 2) == .undefined(.invalidInput))
    #expect(McNemarTest.exact(firstOnly: .max, secondOnly: 1) == .undefined(.invalidInput))
  }

  /// statsmodels' `mcnemar(exact=True)`, up to 10⁷ items.
  @Test func asStatsmodels() throws {
    let columns: Columns = try ReferenceFile.load("mcnemar")
    let wrong = mismatches(columns.exact, relative: 1e-11, absolute: 0) {
      McNemarTest.exact(firstOnly: columns.firstOnly[$0], secondOnly: columns.secondOnly[$0])
    }
    #expect(wrong.isEmpty)
  }
}
