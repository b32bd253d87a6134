import Testing

@testable import Statistics

@Suite struct ReliabilityTests {
  private struct Columns: Decodable {
    let bins: [Int]
    let confidence: [[Double]]
    let right: [String]
    let counts: [[String: Int]]
    let ece, brier: [Double]
    let nll: [Double?]
  }

  /// FACTS.
  @Test func knownValues() throws {
    var reliability = Reliability()
    for (confidence, right) in zip([0.95, 0.85, 0.75, 0.65, 0.55, 0.55], [1, 1, 0, 1, 0, 1]) {
      reliability.add(confidence: confidence, isRight: right == 1)
    }
    #expect(abs(try reliability.expectedCalibrationError.get() - 0.233333) < 1e-6)
    #expect(abs(try reliability.brierScore.get() - 0.2025) < 1e-12)
    #expect(abs(try reliability.negativeLogLikelihood.get() - 0.571206) < 1e-6)
    #expect(reliability.bins.map(\.count) == [0, 0, 0, 0, 0, 2, 1, 1, 1, 1])
    #expect(reliability.bins[5].accuracy.value == 0.5)
    #expect(abs(try reliability.bins[5].confidence.get() - 0.55) < 1e-15)
    #expect(reliability.bins[4].accuracy == .undefined(.noData))
  }

  @Test func matchesNumPyOnAThousandRandomInputs() throws {
    let columns: Columns = try ReferenceFile.load("reliability")
    #expect(columns.bins.count >= 1000)
    for (row, bins) in columns.bins.enumerated() {
      var reliability = Reliability(bins: bins)
      for (confidence, right) in zip(columns.confidence[row], columns.right[row]) {
        reliability.add(confidence: confidence, isRight: right == "1")
      }
      #expect(isNear(reliability.expectedCalibrationError, columns.ece[row], 1e-9), "row \(row)")
      #expect(isNear(reliability.brierScore, columns.brier[row], 1e-9), "row \(row)")
      #expect(isNear(reliability.negativeLogLikelihood, columns.nll[row], 1e-9), "row \(row)")
      let counts = reliability.bins.enumerated().filter { $1.count > 0 }.map { ("\($0)", $1.count) }
      #expect(Dictionary(uniqueKeysWithValues: counts) == columns.counts[row], "row \(row)")
    }
  }

  @Test func aConfidenceOnABoundBelongsBelow() {
    for bins in [3, 10, 100] {
      for bin in 1...bins {
        var reliability = Reliability(bins: bins)
        reliability.add(confidence: Double(bin) / Double(bins), isRight: true)
        #expect(reliability.bins.firstIndex { $0.count == 1 } == bin - 1)
      }
    }
  }

  /// It was right or wrong by which image's hash comes first.
  @Test func aTieIsRightByHalf() throws {
    var reliability = Reliability()
    reliability.addTie()
    reliability.add(confidence: 0.5, isRight: true)
    #expect(reliability.bins[4].accuracy.value == 0.75)
    #expect(reliability.expectedCalibrationError.value == 0.25)
    #expect(reliability.brierScore.value == 0.25)
    #expect(abs(try reliability.negativeLogLikelihood.get() - 0.6931471805599453) < 1e-15)
  }

  @Test func whatWasCalledImpossibleIsAnUnboundedSurprise() {
    var reliability = Reliability()
    reliability.add(confidence: 1, isRight: true)
    #expect(reliability.negativeLogLikelihood.value == 0)
    reliability.add(confidence: 1, isRight: false)
    #expect(reliability.negativeLogLikelihood == .undefined(.unbounded))
    #expect(reliability.brierScore.value == 0.5)
  }

  @Test func whatIsNoProbabilityIsNotCounted() {
    var reliability = Reliability(bins: 0)
    for confidence in [-0.1, 1.1, .nan, .infinity] {
      let isCounted = reliability.add(confidence: confidence, isRight: true)
      #expect(!isCounted)
    }
    #expect(reliability.count == 0)
    #expect(reliability.expectedCalibrationError == .undefined(.noData))
    #expect(reliability.brierScore == .undefined(.noData))
    #expect(reliability.negativeLogLikelihood == .undefined(.noData))
    #expect(reliability.bins.count == 1)
  }
}
