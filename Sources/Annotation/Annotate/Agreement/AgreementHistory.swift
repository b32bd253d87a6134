/// Agreement in the course of a session, in a few dozen steps whatever its length: when all steps are full, two
/// become one. Adding and taking back cost the same at any time.
package struct AgreementHistory: Equatable, Sendable {
  static let mostSteps = 64

  private struct Step: Equatable, Sendable {
    var credits = 0.0
    var count = 0
  }

  private var steps: [Step] = []
  private var choicesPerStep = 1
  /// Choices ever added, those taken back included.
  private var added = 0

  /// - Returns: the choice's place, by which it can be taken back.
  mutating func add(_ credit: Double) -> Int {
    let place = added
    added += 1
    if place / choicesPerStep == Self.mostSteps { halve() }
    let step = place / choicesPerStep
    if step == steps.count { steps.append(Step()) }
    steps[step].credits += credit
    steps[step].count += 1
    return place
  }

  mutating func takeBack(_ credit: Double, from place: Int) {
    let step = place / choicesPerStep
    guard steps.indices.contains(step) else { return }
    steps[step].credits -= credit
    steps[step].count -= 1
  }

  private mutating func halve() {
    steps = stride(from: 0, to: steps.count, by: 2).map { index in
      var step = steps[index]
      if index + 1 < steps.count {
        step.credits += steps[index + 1].credits
        step.count += steps[index + 1].count
      }
      return step
    }
    choicesPerStep *= 2
  }

  /// The share of agreement up to each step, the oldest first; a step whose choices were all taken back is left out.
  var shares: [Double] {
    var sum = Step()
    return steps.compactMap { step in
      guard step.count > 0 else { return nil }
      sum.credits += step.credits
      sum.count += step.count
      return min(max(sum.credits / Double(sum.count), 0), 1)
    }
  }
}
