/// How far a training has come, and what was seen on the way. With weights and moments it is all that a training goes on
/// from.
package struct TrainingProgress: Hashable, Sendable, Codable {
  /// Steps done.
  package private(set) var step = 0
  package private(set) var curve: [Point] = []
  /// Before the first step.
  package private(set) var before: Evaluation?
  /// Of the weights that are kept.
  package private(set) var after: Evaluation?
  /// The step after which the weights that are kept were reached.
  package private(set) var keptStep = 0
  /// Of the steps since the last point of the curve.
  private var lossSum = 0.0
  private var lossCount = 0

  package init() {}

  /// One validation.
  package struct Point: Hashable, Sendable, Codable {
    package let step: Int
    /// The mean over the steps since the point before; `nil` before the first.
    package let trainingLoss: Double?
    package let validationLoss: Double
    /// Of choices; `nil` where none prefers anything.
    package let accuracy: Double?
  }

  /// The mean loss of the steps since the last validation, or before it.
  package var recentLoss: Double? {
    lossCount > 0 ? lossSum / Double(lossCount) : curve.last?.trainingLoss
  }

  mutating func add(loss: Double) {
    step += 1
    lossSum += loss
    lossCount += 1
  }

  /// - Parameter keepingLowest: keeps the weights of the lowest loss, and not the last.
  /// - Returns: whether these weights are to be kept.
  mutating func add(_ evaluation: Evaluation, keepingLowest: Bool) -> Bool {
    curve.append(
      Point(
        step: step, trainingLoss: lossCount > 0 ? lossSum / Double(lossCount) : nil,
        validationLoss: evaluation.loss, accuracy: evaluation.choices.accuracy.value))
    (lossSum, lossCount) = (0, 0)
    if before == nil { before = evaluation }
    if keepingLowest, let after, after.loss <= evaluation.loss { return false }
    after = evaluation
    keptStep = step
    return true
  }

  /// How many validations there were after that of the weights that are kept.
  package var validationsSinceKept: Int { curve.count { $0.step > keptStep } }
}
