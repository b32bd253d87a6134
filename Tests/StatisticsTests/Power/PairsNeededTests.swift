import Testing

@testable import Statistics

@Suite struct PairsNeededTests {
  private struct Columns: Decodable {
    let agreement, power, significance: [Double]
    let pairs: [Expected]
  }

  @Test(arguments: [(0.55, 783.0), (0.60, 194), (0.65, 85), (0.70, 47), (0.75, 29), (0.25, 29)])
  func knownValues(agreement: Double, pairs: Double) {
    #expect(PairsNeeded.total(agreement: agreement) == .value(pairs))
  }

  @Test func whatIsLeft() {
    #expect(PairsNeeded.remaining(decided: 60, agreement: 0.65) == .value(25))
    #expect(PairsNeeded.remaining(decided: 85, agreement: 0.65) == .value(0))
    #expect(PairsNeeded.remaining(decided: 10_000, agreement: 0.65) == .value(0))
    #expect(PairsNeeded.remaining(decided: 10, agreement: 0.5) == .undefined(.unbounded))
  }

  @Test func certainAgreementNeedsTheFewest() {
    #expect(PairsNeeded.total(agreement: 1) == .value(4))
    #expect(PairsNeeded.total(agreement: 0) == .value(4))
  }

  @Test func whatIsNoShareHasNoAnswer() {
    for (agreement, power, significance) in [
      (1.1, 0.8, 0.05), (.nan, 0.8, 0.05), (0.6, 0.4, 0.05), (0.6, 1, 0.05), (0.6, 0.8, 0), (0.6, 0.8, 1),
    ] {
      #expect(
        PairsNeeded.total(agreement: agreement, power: power, significance: significance)
          == .undefined(.invalidInput))
    }
  }

  /// The smallest number at which the normal power is reached, found by a root finder: the same whole number.
  @Test func isTheSmallestNumberWithThePower() throws {
    let columns: Columns = try ReferenceFile.load("power")
    let wrong = mismatches(columns.pairs, relative: 0, absolute: 0) {
      PairsNeeded.total(
        agreement: columns.agreement[$0], power: columns.power[$0], significance: columns.significance[$0])
    }
    #expect(wrong.isEmpty)
  }
}
