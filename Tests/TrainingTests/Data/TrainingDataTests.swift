import Preferences
import Testing

@testable import Training

@Suite struct TrainingDataTests {
  private func data(
    _ records: [ChoiceRecord], loss: Loss = .softmax, ties: Ties = .soft, includesRevealed: Bool = false
  ) -> TrainingData {
    var builder = TrainingDataBuilder(loss: loss, ties: ties, includesRevealed: includesRevealed)
    for record in records { builder.add(record) }
    return builder.data()
  }

  @Test func choicesBecomeExamplesThatNameImagesOnce() throws {
    let data = data([
      try Choices.record("a", [2, 1], .preferred(try Choices.image(2))),
      try Choices.record(
        "b", [3, 1, 2], .ranking([[try Choices.image(3)], [try Choices.image(1), try Choices.image(2)]])),
      try Choices.record("a", [1, 2], .tie),
    ])
    #expect(data.prompts.map(\.text) == ["a", "b"])
    #expect(data.images.map(\.path) == ["/images/1.png", "/images/2.png", "/images/3.png"])
    #expect(
      data.examples == [
        Example(prompt: 0, images: [0, 1], judgement: .preferred(1)),
        Example(prompt: 1, images: [0, 1, 2], judgement: .ranking([1, 1, 0])),
        Example(prompt: 0, images: [0, 1], judgement: .ranking([0, 0])),
      ])
    #expect(data.leftOut.isEmpty)
  }

  @Test func whatSaysNothingIsLeftOutAndCounted() throws {
    let records = [
      try Choices.record("a", [1, 2], .tie), try Choices.record("a", [1, 2], .bothBad),
      try Choices.record("a", [1, 2], .skip),
      try Choices.record("a", [1, 2], .preferred(try Choices.image(1)), scoresVisible: true),
    ]
    let data = data(records, ties: .drop)
    #expect(data.examples.isEmpty)
    #expect(data.leftOut == [.ties: 1, .bothBad: 1, .skips: 1, .revealed: 1])
    let fault = #expect(throws: TrainingFault.self) { try data.sides(PromptSplit()) }
    #expect(
      fault?.description
        == "no choice can be trained on; left out: 1 ties, 1 both bad, 1 skips, 1 made with scores in sight")
    #expect(self.data(records, includesRevealed: true).examples.count == 2)
  }

  @Test func onePromptCannotBeDivided() throws {
    let data = data([try Choices.record("a", [1, 2], .tie)])
    let fault = #expect(throws: TrainingFault.self) { try data.sides(PromptSplit()) }
    #expect(fault?.description.hasPrefix("all choices are of one prompt, \"a\";") == true)
  }

  @Test func choicesWithAnImageThatIsGoneAreLeftOut() throws {
    let data = data([
      try Choices.record("a", [1, 2], .tie), try Choices.record("b", [2, 3], .tie),
    ])
    let rest = data.leavingOut(images: [0])
    #expect(rest.examples.map(\.prompt) == [1] && rest.leftOut == [.images: 1])
    #expect(rest.fingerprint != data.fingerprint)
    #expect(data.leavingOut(images: []) == data)
  }

  @Test func theFingerprintFollowsFromWhatIsTrainedOn() throws {
    let first = try Choices.image(1)
    let variants = try [
      [Choices.record("a", [1, 2], .preferred(first))], [Choices.record("a", [1, 2], .tie)],
      [Choices.record("b", [1, 2], .tie)], [Choices.record("a", [1, 3], .tie)],
      [Choices.record("a", [1, 2], .tie), Choices.record("a", [1, 2], .tie)],
    ].map { data($0).fingerprint }
    #expect(Set(variants).count == 5)
    #expect(variants.allSatisfy { $0.count == 32 })
    #expect(variants[1] == (try data([Choices.record("a", [2, 1], .tie)]).fingerprint))
  }

  @Test(arguments: [0.01, 0.5, 0.99])
  func neitherSideOfASplitIsEmpty(share: Double) throws {
    for seed in UInt64(0)..<20 {
      let prompts = try ["a", "b", "c"].map { try Prompt($0) }
      let split = PromptSplit(share: share, seed: seed)
      let sides = split.sides(of: prompts)
      #expect(sides.contains(.train) && sides.contains(.validation))
    }
  }
}
