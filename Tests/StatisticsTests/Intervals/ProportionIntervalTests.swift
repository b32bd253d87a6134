import Testing

@testable import Statistics

@Suite struct ProportionIntervalTests {
  private struct Columns: Decodable {
    let successes, trials: [Int]
    let level: [Double]
    let wilson, wilsonOfHalfMore, clopperPearson: [[Double]]
  }

  @Test func wilsonKnownValues() throws {
    let most = try #require(Interval.wilson(successes: 18, trials: 20))
    #expect(abs(most.low - 0.698_966) < 1e-6 && abs(most.high - 0.972_134) < 1e-6)
    let none = try #require(Interval.wilson(successes: 0, trials: 10))
    #expect(none.low == 0 && abs(none.high - 0.277_533) < 1e-6)
    #expect(Interval.wilson(successes: 10, trials: 10)?.high == 1)
  }

  @Test func whatIsNoShareHasNoInterval() {
    for (successes, trials) in [(0.0, 0.0), (-1, 5), (6, 5), (.nan, 5), (1, .nan), (1, .infinity)] {
      #expect(Interval.wilson(successes: successes, trials: trials) == nil)
    }
    for (successes, trials) in [(0, 0), (-1, 5), (6, 5), (.min, .max)] {
      #expect(Interval.clopperPearson(successes: successes, trials: trials) == nil)
    }
    for level in [0, 1, -1, .nan] {
      #expect(Interval.wilson(successes: 1, trials: 2, level: level) == nil)
      #expect(Interval.clopperPearson(successes: 1, trials: 2, level: level) == nil)
    }
    #expect(Interval.clopperPearson(successes: .max / 2, trials: .max) == nil)
  }

  /// SciPy's `binomtest`, statsmodels where successes are no whole number, and SciPy's inverse of the
  /// incomplete beta function, up to 10⁷ trials.
  @Test func asSciPy() throws {
    let columns: Columns = try ReferenceFile.load("proportions")
    func wrong(
      _ expected: [[Double]], relative: Double, _ interval: (Int) -> Interval?
    ) -> [Int] {
      expected.indices.filter { row in
        guard let found = interval(row) else { return true }
        return zip([found.low, found.high], expected[row]).contains { found, expected in
          abs(found - expected) > relative * expected + 1e-15
        }
      }
    }
    let wilson = wrong(columns.wilson, relative: 1e-11) {
      .wilson(
        successes: Double(columns.successes[$0]), trials: Double(columns.trials[$0]), level: columns.level[$0]
      )
    }
    #expect(wilson.isEmpty)
    let ofHalfMore = wrong(columns.wilsonOfHalfMore, relative: 1e-11) {
      let trials = Double(columns.trials[$0])
      let successes = min(Double(columns.successes[$0]) + 0.5, trials)
      return .wilson(successes: successes, trials: trials, level: columns.level[$0])
    }
    #expect(ofHalfMore.isEmpty)
    let exact = wrong(columns.clopperPearson, relative: 1e-11) {
      .clopperPearson(
        successes: columns.successes[$0], trials: columns.trials[$0], level: columns.level[$0])
    }
    #expect(exact.isEmpty)
  }
}
