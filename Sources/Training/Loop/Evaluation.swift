import Glibc
import Preferences
import Statistics

/// How well a model predicts choices.
package struct Evaluation: Hashable, Sendable, Codable {
  /// The mean cost of a choice under the loss that is trained with, each weighted the same.
  package let loss: Double
  /// Of each choice that prefers something, whether the highest score is that of an image that nothing is preferred to.
  package let choices: Answers
  /// Of each two images that a choice prefers one of, whether that one's score is the higher.
  package let pairs: Answers
  /// The expected calibration error of predictions for these pairs; `nil` where there are none.
  package let calibrationError: Double?

  /// Which of some questions were answered right. Equal scores are no right answer.
  package struct Answers: Hashable, Sendable, Codable {
    package private(set) var isRight: [Bool] = []

    package init() {}

    package mutating func append(_ isRight: Bool) { self.isRight.append(isRight) }

    package var count: Int { isRight.count }
    package var right: Int { isRight.count { $0 } }

    package var accuracy: Statistic {
      count == 0 ? .undefined(.noData) : .value(Double(right) / Double(count))
    }

    /// Wilson's, of 95 %.
    package var interval: Interval? { .wilson(successes: Double(right), trials: Double(count)) }

    /// Whether a model that gave these answers and one that gave `others` to the same questions differ: the two-sided
    /// p of McNemar's exact test.
    package func differ(from others: Answers) -> Statistic {
      guard count == others.count else { return .undefined(.invalidInput) }
      let both = zip(isRight, others.isRight)
      return McNemarTest.exact(
        firstOnly: both.count { $0 && !$1 }, secondOnly: both.count { !$0 && $1 })
    }

    package init(from decoder: any Decoder) throws {
      isRight = try decoder.singleValueContainer().decode(String.self).map { $0 == "1" }
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(String(isRight.map { $0 ? "1" : "0" }))
    }
  }
}

/// Puts an evaluation together, choice by choice.
struct EvaluationTally {
  private var cost = 0.0
  private var count = 0
  private var choices = Evaluation.Answers()
  private var pairs = Evaluation.Answers()
  private var reliability = Reliability()

  /// - Parameter logits: of the candidates that the judgement is of, all finite.
  mutating func add(_ judgement: Judgement, logits: [Double], cost: Double) {
    self.cost += cost
    count += 1
    let best = judgement.best
    if best.count < logits.count {
      let others = logits.indices.filter { !best.contains($0) }
      let (highest, highestOther) = (best.map { logits[$0] }.max(), others.map { logits[$0] }.max())
      choices.append((highest ?? 0) > (highestOther ?? 0))
    }
    for first in logits.indices {
      for second in logits.indices.dropFirst(first + 1) {
        guard let verdict = judgement.verdict(on: first, second), verdict != .tie else { continue }
        let difference = logits[first] - logits[second]
        let isRight = verdict == .first ? difference > 0 : difference < 0
        pairs.append(isRight)
        if difference == 0 {
          reliability.addTie()
        } else {
          reliability.add(confidence: 1 / (1 + exp(-difference.magnitude)), isRight: isRight)
        }
      }
    }
  }

  var evaluation: Evaluation {
    Evaluation(
      loss: cost / Double(max(1, count)), choices: choices, pairs: pairs,
      calibrationError: reliability.expectedCalibrationError.value)
  }
}
