import Preferences

/// Choices as they are trained and validated on.
package struct TrainingData: Hashable, Sendable {
  package let prompts: [Prompt]
  package let images: [ImageFile]
  /// In the order of the choices.
  package let examples: [Example]
  package let leftOut: [LeftOut: Int]

  package init(prompts: [Prompt], images: [ImageFile], examples: [Example], leftOut: [LeftOut: Int] = [:]) {
    self.prompts = prompts
    self.images = images
    self.examples = examples
    self.leftOut = leftOut
  }

  /// Why a choice is not trained on.
  package enum LeftOut: String, Hashable, Sendable, CaseIterable {
    case ties
    case bothBad = "both bad"
    case skips
    case revealed = "made with scores in sight"
    case images = "with an image that cannot be used"
  }

  /// Without the choices that show one of these images.
  package func leavingOut(images useless: Set<Int>) -> TrainingData {
    let kept = examples.filter { useless.isDisjoint(with: $0.images) }
    var leftOut = leftOut
    if kept.count < examples.count { leftOut[.images, default: 0] += examples.count - kept.count }
    return TrainingData(prompts: prompts, images: images, examples: kept, leftOut: leftOut)
  }

  /// 128 bits in hexadecimal digits that follow from prompts, images and judgements, in their order.
  package var fingerprint: String {
    var digest: (high: UInt64, low: UInt64) = (0, 0)
    for example in examples {
      var fields = HashFields("example")
      fields.append(integer: digest.high)
      fields.append(integer: digest.low)
      fields.append(prompts[example.prompt].text)
      for image in example.images { fields.append(images[image].image) }
      switch example.judgement {
      case .preferred(let place): fields.append(integer: UInt64(place))
      case .ranking(let levels):
        fields.append("ranking")
        for level in levels { fields.append(integer: UInt64(level)) }
      }
      digest = SipHash.naming(fields.bytes)
    }
    return [digest.high, digest.low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

/// Collects examples, choice by choice.
package struct TrainingDataBuilder {
  private let loss: Loss
  private let ties: Ties
  private let includesRevealed: Bool
  private var prompts = Numbering<Prompt>()
  private var imageNumbers = Numbering<ImageID>()
  private var images: [ImageFile] = []
  private var examples: [Example] = []
  private var leftOut: [TrainingData.LeftOut: Int] = [:]

  /// - Parameter includesRevealed: takes choices too that were made with scores in sight, and so may follow them.
  package init(loss: Loss, ties: Ties, includesRevealed: Bool = false) {
    self.loss = loss
    self.ties = ties
    self.includesRevealed = includesRevealed
  }

  package mutating func add(_ record: ChoiceRecord) {
    if let reason = taken(record) { leftOut[reason, default: 0] += 1 }
  }

  package consuming func data() -> TrainingData {
    TrainingData(prompts: prompts.values, images: images, examples: examples, leftOut: leftOut)
  }

  /// - Returns: why it was not taken.
  private mutating func taken(_ record: ChoiceRecord) -> TrainingData.LeftOut? {
    if record.choice.scoresVisible, !includesRevealed { return .revealed }
    // In the order of their ids, which says nothing of the order on screen.
    let shown = record.trial.candidates.sorted { $0.image < $1.image }
    guard let judgement = Judgement(record.choice.outcome, of: shown.map(\.image)) else {
      return record.choice.outcome == .bothBad ? .bothBad : .skips
    }
    guard !loss.contests(of: judgement, among: shown.count, ties: ties).isEmpty else { return .ties }
    let places = shown.map { candidate in
      let number = imageNumbers.number(of: candidate.image)
      if number == images.count { images.append(ImageFile(image: candidate.image, path: candidate.path)) }
      return number
    }
    examples.append(
      Example(prompt: prompts.number(of: record.trial.prompt), images: places, judgement: judgement))
    return nil
  }
}

/// Values in the order in which they first came.
private struct Numbering<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  mutating func number(of value: Value) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}
