import Testing

@testable import Training

@Suite struct LearningCurveTests {
  private func point(_ step: Int, _ training: Double?, _ validation: Double) -> TrainingProgress.Point {
    TrainingProgress.Point(step: step, trainingLoss: training, validationLoss: validation, accuracy: nil)
  }

  @Test func lossesAreDrawnWhereTheyBelong() {
    let curve = LearningCurve([point(0, nil, 1), point(10, 0.9, 0.75), point(20, 0.5, 0.5)])
    #expect(
      curve.lines(width: 30, height: 5) == [
        "loss: ● validation, ○ training",
        "  1.000 ┤●",
        "        │          ○",
        "        │          ●",
        "        │",
        "  0.500 ┤                    ●",
        "        └─────────────────────",
        "         0            20 steps",
      ])
  }

  @Test func aFlatCurveAndAShortOneAreNoFault() {
    #expect(LearningCurve([point(0, nil, 0.5), point(1, 0.5, 0.5)]).lines(width: 30).count == 11)
    #expect(LearningCurve([point(0, nil, 0.5)]).lines(width: 80) == [])
    #expect(LearningCurve([]).lines(width: 80) == [])
  }
}
