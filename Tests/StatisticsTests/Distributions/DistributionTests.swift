import Testing

@testable import Statistics

/// Against SciPy's special functions: relative, since a tail of 10⁻²⁰⁰ is a figure too.
@Suite struct DistributionTests {
  private struct Columns: Decodable {
    let x, p, alpha, beta, at, share: [Double]
    let normal, normalQuantile, betaCumulative, betaQuantile: [Expected]
  }

  private struct Binomial: Decodable {
    let successes, trials: [Int]
    let chance: [Double]
    let mass, atMost, atLeast: [Expected]
  }

  @Test func normal() throws {
    let columns: Columns = try ReferenceFile.load("distributions")
    let cumulative = mismatches(columns.normal, relative: 1e-11, absolute: 0) {
      .value(NormalDistribution.cumulative(columns.x[$0]))
    }
    #expect(cumulative.isEmpty)
    let quantile = mismatches(columns.normalQuantile, relative: 1e-11, absolute: 0) {
      .value(NormalDistribution.quantile(columns.p[$0]))
    }
    #expect(quantile.isEmpty)
  }

  @Test func normalQuantileAtItsEdges() {
    #expect(NormalDistribution.quantile(0.5) == 0)
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(1.5).isNaN)
    #expect(NormalDistribution.quantile(.nan).isNaN)
    #expect(abs(NormalDistribution.quantile(.leastNonzeroMagnitude) + 38.4674) < 0.2)
    #expect(abs(NormalDistribution.halfWidth(level: 0.95) - 1.959_963_984_540_054) < 1e-15)
  }

  @Test func beta() throws {
    let columns: Columns = try ReferenceFile.load("distributions")
    let distributions = zip(columns.alpha, columns.beta).map { BetaDistribution(alpha: $0, beta: $1) }
    let cumulative = mismatches(columns.betaCumulative, relative: 1e-11, absolute: 0) {
      .value(distributions[$0].cumulative(columns.at[$0]))
    }
    #expect(cumulative.isEmpty)
    let quantile = mismatches(columns.betaQuantile, relative: 1e-11, absolute: 0) {
      .value(
        BetaDistribution(alpha: columns.alpha[$0] + 1, beta: columns.beta[$0] + 1).quantile(columns.share[$0])
      )
    }
    #expect(quantile.isEmpty)
  }

  @Test func betaAtItsEdges() {
    let distribution = BetaDistribution(alpha: 2, beta: 3)
    #expect(distribution.cumulative(0) == 0)
    #expect(distribution.cumulative(1) == 1)
    #expect(abs(distribution.cumulative(0.5) - 0.6875) < 1e-14)
    #expect(distribution.quantile(0) == 0)
    #expect(distribution.quantile(1) == 1)
    #expect(distribution.quantile(-0.1).isNaN)
    #expect(BetaDistribution(alpha: 1e18, beta: 1e18).cumulative(0.5).isNaN)
  }

  /// Up to 10⁷ trials, where SciPy and this differ by what rounding n·p leaves.
  @Test func binomial() throws {
    let columns: Binomial = try ReferenceFile.load("binomial")
    let distributions = try zip(columns.trials, columns.chance).map {
      try #require(BinomialDistribution(trials: $0, chance: $1))
    }
    let mass = mismatches(columns.mass, relative: 1e-11, absolute: 0) {
      .value(distributions[$0].mass(columns.successes[$0]))
    }
    #expect(mass.isEmpty)
    let atMost = mismatches(columns.atMost, relative: 1e-11, absolute: 0) {
      .value(distributions[$0].atMost(columns.successes[$0]))
    }
    #expect(atMost.isEmpty)
    let atLeast = mismatches(columns.atLeast, relative: 1e-11, absolute: 0) {
      .value(distributions[$0].atLeast(columns.successes[$0]))
    }
    #expect(atLeast.isEmpty)
  }

  @Test func binomialAtItsEdges() throws {
    let certain = try #require(BinomialDistribution(trials: 3, chance: 1))
    #expect((certain.mass(3), certain.mass(2), certain.atMost(2), certain.atLeast(3)) == (1, 0, 0, 1))
    let never = try #require(BinomialDistribution(trials: 3, chance: 0))
    #expect((never.mass(0), never.mass(1), never.atMost(0), never.atLeast(1)) == (1, 0, 1, 0))
    let none = try #require(BinomialDistribution(trials: 0, chance: 0.3))
    #expect((none.mass(0), none.mass(1), none.mass(-1), none.atMost(0)) == (1, 0, 0, 1))
    #expect(BinomialDistribution(trials: -1, chance: 0.5) == nil)
    #expect(BinomialDistribution(trials: 1, chance: .nan) == nil)
  }
}
