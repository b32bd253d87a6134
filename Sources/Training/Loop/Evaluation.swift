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

  /// Which of some questions were answered right, each with the prompt that it is about: answers on one prompt resemble
  /// each other, so that intervals and tests take prompts as a whole. Equal scores are no right answer.
  package struct Answers: Hashable, Sendable, Codable {
    package private(set) var isRight: [Bool] = []
    /// Numbers of prompts; one an answer.
    package private(set) var prompts: [Int] = []

    package init() {}

    package mutating func append(_ isRight: Bool, on prompt: Int) {
      self.isRight.append(isRight)
      prompts.append(prompt)
    }

    package var count: Int { isRight.count }
    package var right: Int { isRight.count { $0 } }

    package var accuracy: Statistic {
      count == 0 ? .undefined(.noData) : .value(Double(right) / Double(count))
    }

    /// Of 95 %, with prompts as clusters: `ClusteredShare.interval`.
    package var interval: Interval? {
      var share = ClusteredShare()
      for (isRight, prompt) in zip(isRight, prompts) { share.add(isRight, in: prompt) }
      return share.interval()
    }

    /// Whether a model that gave these answers and one that gave `others` to the same questions differ: the two-sided
    /// p of McNemar's test with prompts as clusters.
    package func differ(from others: Answers) -> Statistic {
      guard prompts == others.prompts else { return .undefined(.invalidInput) }
      var differences: [Int: Int] = [:]
      for (index, prompt) in prompts.enumerated() where isRight[index] != others.isRight[index] {
        differences[prompt, default: 0] += isRight[index] ? 1 : -1
      }
      // In an order that stays, so that the last bits do.
      return McNemarTest.clustered(differences: differences.sorted { $0.key < $1.key }.map(\.value))
    }

    private enum CodingKeys: CodingKey {
      case right
      case prompts
    }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      isRight = try container.decode(String.self, forKey: .right).map { $0 == "1" }
      prompts = try container.decode([Int].self, forKey: .prompts)
      guard prompts.count == isRight.count else {
        throw DecodingError.dataCorruptedError(
          forKey: .prompts, in: container, debugDescription: "not one an answer")
      }
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(String(isRight.map { $0 ? "1" : "0" }), forKey: .right)
      try container.encode(prompts, forKey: .prompts)
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

  /// - Parameters:
  ///   - prompt: its number.
  ///   - logits: of the candidates that the judgement is of, all finite.
  mutating func add(_ judgement: Judgement, on prompt: Int, logits: [Double], cost: Double) {
    self.cost += cost
    count += 1
    let best = judgement.best
    if best.count < logits.count {
      let others = logits.indices.filter { !best.contains($0) }
      let (highest, highestOther) = (best.map { logits[$0] }.max(), others.map { logits[$0] }.max())
      choices.append((highest ?? 0) > (highestOther ?? 0), on: prompt)
    }
    for first in logits.indices {
      for second in logits.indices.dropFirst(first + 1) {
        guard let verdict = judgement.verdict(on: first, second), verdict != .tie else { continue }
        let difference = logits[first] - logits[second]
        let isRight = verdict == .first ? difference > 0 : difference < 0
        pairs.append(isRight, on: prompt)
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
