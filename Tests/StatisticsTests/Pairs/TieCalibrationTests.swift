import Preferences
import Testing

@testable import Statistics

@Suite struct TieCalibrationTests {
  private struct Columns: Decodable {
    let human: [String]
    let first, second: [[Double]]
    let epsilon, accEq: [Double]
  }

  @Test func matchesTryingEveryCandidate() throws {
    let columns: Columns = try ReferenceFile.load("tie_calibration")
    #expect(columns.human.count >= 1000)
    for (row, human) in columns.human.enumerated() {
      var calibration = TieCalibration()
      for (place, mark) in human.enumerated() {
        let verdict = try #require(["1": Verdict.first, "2": .second, "=": .tie][mark])
        calibration.add(human: verdict, scores: columns.first[row][place], columns.second[row][place])
      }
      let fit = try calibration.fit()
      #expect(abs(fit.epsilon - columns.epsilon[row]) < 1e-9, "row \(row)")
      #expect(abs(fit.accEq - columns.accEq[row]) < 1e-9, "row \(row)")
      #expect(fit.pairs == human.count)
    }
  }

  @Test func theFitIsTheFigureUnderItsEpsilon() throws {
    var random = SplitMix64(seed: 8)
    let pairs = (0..<200).map { _ in
      (
        human: Verdict.allCases[random.below(3)], first: Double(random.below(64)),
        second: Double(random.below(64))
      )
    }
    var calibration = TieCalibration()
    for pair in pairs { calibration.add(human: pair.human, scores: pair.first, pair.second) }
    let fit = try calibration.fit()
    let ties = TieThresholds(logitScale: nil, epsilon: fit.epsilon)
    var tally = PairTally()
    for pair in pairs {
      tally.add(ranking: [PairCredits(human: pair.human, scores: pair.first, pair.second, ties: ties)])
    }
    #expect(tally.agreement(.accEq).value == fit.accEq)
  }

  @Test func withoutTiesOfThePersonNothingIsGained() throws {
    var calibration = TieCalibration()
    calibration.add(human: .first, scores: 2, 1)
    calibration.add(human: .second, scores: 2, 1)
    #expect(try calibration.fit() == TieCalibration.Fit(epsilon: 0, accEq: 0.5, pairs: 2))
  }

  @Test func unscoredPairsDoNotCount() throws {
    var calibration = TieCalibration()
    calibration.add(human: .tie, scores: .nan, 1)
    #expect(throws: Undefined.noData) { try calibration.fit() }
    // No ε makes these two equal.
    calibration.add(human: .tie, scores: .infinity, 1)
    #expect(try calibration.fit() == TieCalibration.Fit(epsilon: 0, accEq: 0, pairs: 1))
  }
}
