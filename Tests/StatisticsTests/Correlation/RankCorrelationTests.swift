import TestSupport
import Testing

@testable import Statistics

@Suite struct RankCorrelationTests {
  private struct Columns: Decodable {
    let first, second: [[Double]]
    let spearman, kendallTauB, kendallTauC: [Expected]
  }

  private static let all: [@Sendable ([Double], [Double]) -> Statistic] = [
    { RankCorrelation.spearman($0, $1) }, { RankCorrelation.kendallTauB($0, $1) },
    { RankCorrelation.kendallTauC($0, $1) },
  ]

  @Test func tiesShareTheirRanks() {
    #expect(AverageRanks.ranks(of: [3, 1, 3, 2, 3]) == [4, 1, 4, 2, 4])
    #expect(AverageRanks.ranks(of: [0, -0.0]) == [1.5, 1.5])
    #expect(AverageRanks.ranks(of: [.infinity, 0, -.infinity]) == [3, 2, 1])
    #expect(AverageRanks.ranks(of: []) == [])
  }

  @Test func theSameOrderAndItsReverse() {
    for correlation in Self.all {
      #expect(correlation([1, 2, 3, 7], [10, 20, 30, .infinity]) == .value(1))
      #expect(correlation([1, 2, 3, 7], [4, 3, 2, 1]) == .value(-1))
    }
  }

  @Test func whatHasNoOrderHasNoCorrelation() {
    for correlation in Self.all {
      #expect(correlation([], []) == .undefined(.noData))
      #expect(correlation([1], [1]) == .undefined(.noData))
      #expect(correlation([1, 1], [1, 2]) == .undefined(.allTied))
      #expect(correlation([1, 2], [0.1, 0.1]) == .undefined(.allTied))
      #expect(correlation([1, 2], [1]) == .undefined(.invalidInput))
      #expect(correlation([1, .nan], [1, 2]) == .undefined(.invalidInput))
    }
  }

  @Test func pairsAreCountedAsOneByOne() throws {
    var source = SeededSource(seed: 3)
    for size in 2..<60 {
      let sides = (0..<2).map { _ in (0..<size).map { _ in Double(Int.random(in: 0..<9, using: &source)) } }
      guard let counts = try? PairCounts(sides[0], sides[1]) else { continue }
      var (excess, firstTies, secondTies) = (0, 0, 0)
      for low in 0..<size {
        for high in low + 1..<size {
          let differences = sides.map { $0[high] - $0[low] }
          if differences[0] == 0 { firstTies += 1 }
          if differences[1] == 0 { secondTies += 1 }
          let product = differences[0] * differences[1]
          excess += product > 0 ? 1 : product < 0 ? -1 : 0
        }
      }
      #expect(counts.excess == excess)
      #expect(counts.firstTies == firstTies && counts.secondTies == secondTies)
    }
  }

  /// `spearmanr`, and `kendalltau` of either variant.
  @Test func asSciPy() throws {
    let columns: Columns = try ReferenceFile.load("correlation")
    func wrong(_ expected: [Expected], _ correlation: ([Double], [Double]) -> Statistic) -> [String] {
      mismatches(expected) { correlation(columns.first[$0], columns.second[$0]) }
    }
    #expect(wrong(columns.spearman, RankCorrelation.spearman).isEmpty)
    #expect(wrong(columns.kendallTauB, RankCorrelation.kendallTauB).isEmpty)
    #expect(wrong(columns.kendallTauC, RankCorrelation.kendallTauC).isEmpty)
  }
}
