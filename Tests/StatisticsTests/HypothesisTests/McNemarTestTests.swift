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

  private struct ClusterColumns: Decodable {
    let differences: [[Int]]
    let p: [Double]
  }

  /// SciPy's `permutation_test` over all signs.
  @Test func clustersAsSciPyTurnsThem() throws {
    let columns: ClusterColumns = try ReferenceFile.load("clusters")
    #expect(columns.p.count == 300)
    for (differences, p) in zip(columns.differences, columns.p) {
      #expect(abs(try McNemarTest.clustered(differences: differences).get() - p) < 1e-9, "\(differences)")
    }
  }

  @Test func clustersOfOneItemAreMcNemarsTest() {
    let differences = [Int](repeating: 1, count: 10) + [-1, -1, 0]
    #expect(
      McNemarTest.clustered(differences: differences) == McNemarTest.exact(firstOnly: 10, secondOnly: 2))
    #expect(McNemarTest.clustered(differences: [0, 0]) == .value(1))
    #expect(McNemarTest.clustered(differences: []) == .undefined(.noData))
  }

  @Test func whereThereAreTooManyTheNormalDistributionIsNear() throws {
    // Just below and just above what is computed exactly.
    let exact = [Int](repeating: 2, count: 1540) + [Int](repeating: -2, count: 1610)
    let approximate = exact + [Int](repeating: 2, count: 60) + [Int](repeating: -2, count: 60)
    let p = try [exact, approximate].map { try McNemarTest.clustered(differences: $0).get() }
    #expect(abs(p[0] - p[1]) < 0.01 && p[0] > 0.15 && p[0] < 0.3, "\(p)")
  }

  /// Two methods that are as good as each other, on pairs that are right or wrong together.
  @Test func clustersRejectNoMoreOftenThanTheySay() throws {
    var random = SplitMix64(seed: 4)
    var (clustered, independent) = (0, 0)
    for _ in 0..<1000 {
      var differences: [Int] = []
      for _ in 0..<40 {
        let size = 1 + random.below(3)
        switch random.below(4) {
        case 0: differences.append(size)
        case 1: differences.append(-size)
        default: break
        }
      }
      if try McNemarTest.clustered(differences: differences).get() < 0.05 { clustered += 1 }
      let better = differences.filter { $0 > 0 }.reduce(0, +)
      let worse = -differences.filter { $0 < 0 }.reduce(0, +)
      if try McNemarTest.exact(firstOnly: better, secondOnly: worse).get() < 0.05 { independent += 1 }
    }
    #expect(clustered < 72 && clustered > 25, "\(clustered)")
    #expect(independent > 100, "\(independent)")
  }
}
