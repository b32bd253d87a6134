import Training

/// How far a training is: one line that is rewritten on a terminal; elsewhere a line at each validation.
struct TrainingLine {
  private let steps: Int
  /// Choices a step, on average.
  private let choicesPerStep: Double
  private let start = ContinuousClock.now
  private var firstStep: Int?
  private var pointsTold = 0
  private var nextUpdate = ContinuousClock.now

  init(steps: Int, choices: Int, of plan: TrainingPlan) {
    self.steps = steps
    choicesPerStep = Double(choices * plan.recipe.epochs) / Double(max(1, steps))
  }

  mutating func show(_ progress: TrainingProgress) {
    let now = ContinuousClock.now
    let firstStep = firstStep ?? progress.step
    self.firstStep = firstStep
    guard StandardError.isTerminal else { return tell(progress) }
    guard now >= nextUpdate else { return }
    nextUpdate = now + .milliseconds(100)
    StandardError.replaceLine(
      Self.text(
        progress, steps: steps, choicesPerStep: choicesPerStep, since: firstStep,
        seconds: (now - start) / .seconds(1)))
  }

  func clear() { StandardError.replaceLine("") }

  /// - Parameter firstStep: where this run began.
  static func text(
    _ progress: TrainingProgress, steps: Int, choicesPerStep: Double, since firstStep: Int, seconds: Double
  ) -> String {
    var parts = ["\(100 * progress.step / max(1, steps)) %", "step \(progress.step)/\(steps)"]
    if let loss = progress.recentLoss { parts.append("loss \(loss.text(decimals: 3))") }
    if let accuracy = progress.curve.last?.accuracy {
      parts.append("validation \((100 * accuracy).text(decimals: 1)) %")
    }
    let done = progress.step - firstStep
    if done > 0, seconds > 0 {
      let rate = Double(done) * choicesPerStep / seconds
      parts.append("\(rate.text(decimals: 1)) choices a second")
      let left = Int(seconds / Double(done) * Double(steps - progress.step))
      let minutes = "\(left / 60):\(String(100 + left % 60).dropFirst())"
      parts.append("\(minutes) left")
    }
    return parts.joined(separator: " · ")
  }

  private mutating func tell(_ progress: TrainingProgress) {
    for point in progress.curve.dropFirst(pointsTold) {
      let training = point.trainingLoss.map { "loss \($0.text(decimals: 4)), " } ?? ""
      let accuracy = point.accuracy.map { ", accuracy \((100 * $0).text(decimals: 1)) %" } ?? ""
      StandardError.print(
        "step \(point.step)/\(steps): \(training)validation loss \(point.validationLoss.text(decimals: 4))\(accuracy)"
      )
    }
    pointsTold = progress.curve.count
  }
}

extension Double {
  /// As figures are printed; `-` for what is none.
  func text(decimals: Int) -> String {
    guard isFinite, magnitude < 1e15 else { return "-" }
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let whole = Int((magnitude * Double(scale)).rounded())
    let sign = self < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    return "\(sign)\(whole / scale).\(String(scale + whole % scale).dropFirst())"
  }
}
