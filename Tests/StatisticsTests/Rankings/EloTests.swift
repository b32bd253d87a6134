import Preferences
import Testing

@testable import Statistics

@Suite struct EloTests {
  private struct Columns: Decodable {
    let items: [Int]
    let step: [Double]
    let results: [String]
    let expected: [[Double]]
  }

  @Test func matchesAPlainLoop() throws {
    let columns: Columns = try ReferenceFile.load("elo")
    #expect(columns.items.count >= 1000)
    for (row, items) in columns.items.enumerated() {
      var elo = Elo(items: items, step: columns.step[row])
      let marks = Array(columns.results[row])
      for start in stride(from: 0, to: marks.count, by: 3) {
        elo.add(
          Elo.Result(
            try #require(marks[start].wholeNumberValue), try #require(marks[start + 1].wholeNumberValue),
            try #require(["1": Verdict.first, "2": .second, "=": .tie][marks[start + 2]])))
      }
      #expect(zip(elo.ratings, columns.expected[row]).allSatisfy { abs($0 - $1) < 1e-7 }, "row \(row)")
    }
  }

  @Test func equalsMoveByHalfAStep() {
    var elo = Elo(items: 2)
    elo.add(Elo.Result(0, 1, .tie))
    elo.add(Elo.Result(0, 0, .first))
    #expect(elo.ratings == [1500, 1500])
    elo.add(Elo.Result(0, 1, .second))
    #expect(elo.ratings == [1484, 1516])
  }

  @Test func theMeanOverOrdersForgetsTheOrder() {
    let results = (0..<60).map { Elo.Result($0 % 3, ($0 + 1) % 3, $0 < 30 ? .first : .second) }
    let mean = Elo.meanRatings(items: 3, results: results, orders: 400, seed: 1)
    #expect(mean == Elo.meanRatings(items: 3, results: results, orders: 400, seed: 1))
    // Every item won as often as it lost against each other one; in the order given the last to win leads.
    #expect(mean.allSatisfy { abs($0 - 1500) < 5 })
    #expect(abs(mean.reduce(0, +) - 4500) < 1e-6)
    #expect(Elo.meanRatings(items: 2, results: [], orders: 0, seed: 1) == [1500, 1500])
  }
}
