import Preferences

/// Choices as they are trained and validated on.
package struct TrainingData: Hashable, Sendable {
  /// No two that the model sees the same in.
  package let prompts: [Prompt]
  /// Which of them have to be on one side of a split; one a prompt.
  package let groups: [PromptGroup]
  package let images: [ImageFile]
  /// In the order of the choices.
  package let examples: [Example]
  package let leftOut: [LeftOut: Int]

  /// - Parameter groups: each prompt by itself unless given.
  package init(
    prompts: [Prompt], groups: [PromptGroup]? = nil, images: [ImageFile], examples: [Example],
    leftOut: [LeftOut: Int] = [:]
  ) {
    self.prompts = prompts
    self.groups = groups ?? prompts.map { PromptGroup(keeper: $0, size: 1, holdsMost: false) }
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
    return TrainingData(
      prompts: prompts, groups: groups, images: images, examples: kept, leftOut: leftOut)
  }

  /// 128 bits in hexadecimal digits that follow from prompts, images and judgements, in their order.
  package var fingerprint: String {
    var digest: (high: UInt64, low: UInt64) = (0, 0)
    for example in examples {
      var fields = HashFields("example")
      fields.append(integer: digest.high)
      fields.append(integer: digest.low)
      fields.append(prompts[example.prompt].text)
      let keeper = groups[example.prompt].keeper
      if keeper != prompts[example.prompt] { fields.append(keeper.text) }
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
