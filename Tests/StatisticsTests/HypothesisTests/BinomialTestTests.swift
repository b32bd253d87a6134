import Testing

@testable import Statistics

@Suite struct BinomialTestTests {
  private struct Columns: Decodable {
    let successes, trials: [Int]
    let chance: [Double]
    let twoSided: [Expected]
  }

  @Test func knownValue() throws {
    #expect(abs(try BinomialTest.twoSided(successes: 60, trials: 100).get() - 0.056_888) < 1e-6)
  }

  @Test func whatIsNoExperimentHasNoValue() {
    #expect(BinomialTest.twoSided(successes: 0, trials: 0) == .undefined(.noData))
    for (successes, trials, chance) in [(-1, 5, 0.5), (6, 5, 0.5), (1, -1, 0.5), (1, 5, 1.5), (1, 5, .nan)] {
      #expect(
        BinomialTest.twoSided(successes: successes, trials: trials, chance: chance)
          == .undefined(.invalidInput))
    }
    #expect(BinomialTest.twoSided(successes: 1, trials: .max) == .undefined(.notConverged))
    #expect(BinomialTest.twoSided(successes: (1 << 52) - 1, trials: 1 << 53) == .undefined(.notConverged))
  }

  @Test func impossibleAndCertainOutcomes() {
    #expect(BinomialTest.twoSided(successes: 1, trials: 5, chance: 0) == .value(0))
    #expect(BinomialTest.twoSided(successes: 0, trials: 5, chance: 0) == .value(1))
    #expect(BinomialTest.twoSided(successes: 4, trials: 5, chance: 1) == .value(0))
    #expect(BinomialTest.twoSided(successes: 5, trials: 10) == .value(1))
  }

  /// SciPy's `binomtest`, up to 10⁷ trials.
  @Test func asSciPy() throws {
    let columns: Columns = try ReferenceFile.load("binomial")
    let wrong = mismatches(columns.twoSided, relative: 1e-11, absolute: 0) {
      BinomialTest.twoSided(
        successes: columns.successes[$0], trials: columns.trials[$0], chance: columns.chance[$0])
    }
    #expect(wrong.isEmpty)
  }
}
