import Testing

@testable import Training
@testable import konomi

@Suite struct TrainingLineTests {
  @Test func tellsStepLossAccuracyRateAndTimeLeft() {
    var progress = TrainingProgress()
    func text(since step: Int, seconds: Double) -> String {
      TrainingLine.text(progress, steps: 100, choicesPerStep: 32, since: step, seconds: seconds)
    }
    #expect(text(since: 0, seconds: 0) == "0 % · step 0/100")
    for _ in 0..<10 { progress.add(loss: 0.6934) }
    #expect(
      text(since: 0, seconds: 20) == "10 % · step 10/100 · loss 0.693 · 16.0 choices a second · 3:00 left")
    var answers = Evaluation.Answers()
    for (prompt, isRight) in [true, true, false].enumerated() { answers.append(isRight, on: prompt) }
    _ = progress.add(
      Evaluation(loss: 0.5, choices: answers, pairs: answers, calibrationError: nil), keepingLowest: false)
    // What was done before this run took none of its time.
    #expect(
      text(since: 9, seconds: 2)
        == "10 % · step 10/100 · loss 0.693 · validation 66.7 % · 16.0 choices a second · 3:00 left")
  }

  @Test func numbersAreRoundedAsFiguresAre() {
    #expect(0.9996.text(decimals: 3) == "1.000" && (-0.0004).text(decimals: 3) == "0.000")
    #expect((-1.25).text(decimals: 1) == "-1.3" && 12.0.text(decimals: 0) == "12")
    #expect(Double.nan.text(decimals: 2) == "-" && Double.infinity.text(decimals: 2) == "-")
  }
}
