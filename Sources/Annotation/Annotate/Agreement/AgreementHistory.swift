/// Agreement in the course of a session, in a few dozen steps whatever its length: when all steps are full, two
/// become one. Adding and taking back cost the same at any time.
package struct AgreementHistory: Equatable, Sendable {
  static let mostSteps = 64

  private struct Step: Equatable, Sendable {
    var credit = TrialAgreement.Credit()
    var choices = 0
  }

  private var steps: [Step] = []
  private var choicesPerStep = 1
  /// Choices ever added, those taken back included.
  private var added = 0

  /// - Returns: the choice's place, by which it can be taken back.
  mutating func add(_ credit: TrialAgreement.Credit) -> Int {
    let place = added
    added += 1
    if place / choicesPerStep == Self.mostSteps { halve() }
    let step = place / choicesPerStep
    if step == steps.count { steps.append(Step()) }
    steps[step].credit.add(credit)
    steps[step].choices += 1
    return place
  }

  mutating func takeBack(_ credit: TrialAgreement.Credit, from place: Int) {
    let step = place / choicesPerStep
    guard steps.indices.contains(step) else { return }
    steps[step].credit.add(credit, times: -1)
    steps[step].choices -= 1
  }

  private mutating func halve() {
    steps = stride(from: 0, to: steps.count, by: 2).map { index in
      var step = steps[index]
      if index + 1 < steps.count {
        step.credit.add(steps[index + 1].credit)
        step.choices += steps[index + 1].choices
      }
      return step
    }
    choicesPerStep *= 2
  }

  /// The share of agreement up to each step, the oldest first; a step whose choices were all taken back is left out.
  var shares: [Double] {
    var sum = TrialAgreement.Credit()
    return steps.compactMap { step in
      guard step.choices > 0 else { return nil }
      sum.add(step.credit)
      return sum.share
    }
  }
}
