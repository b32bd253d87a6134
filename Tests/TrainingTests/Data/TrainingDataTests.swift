import Preferences
import Testing

@testable import Training

@Suite struct TrainingDataTests {
  private func data(
    _ records: [ChoiceRecord], loss: Loss = .softmax, ties: Ties = .soft, includesRevealed: Bool = false
  ) -> TrainingData {
    var builder = TrainingDataBuilder(
      loss: loss, ties: ties, promptIdentity: { Array($0.text.lowercased().utf8) },
      includesRevealed: includesRevealed)
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

  @Test func promptsThatAreOneToTheModelAreOnePrompt() throws {
    let data = data([
      try Choices.record("A CAT", [1, 2], .tie), try Choices.record("a dog", [3, 4], .tie),
      try Choices.record("a cat", [5, 6], .tie),
    ])
    #expect(data.prompts.map(\.text) == ["A CAT", "a dog"])
    #expect(data.examples.map(\.prompt) == [0, 1, 0])
    #expect(data.groups.map(\.size) == [2, 1])
  }

  @Test func whatTheModelsOwnTokenizerMakesOneIsOnePromptInOneGroup() throws {
    let data = data([
      try Choices.record("a", [1, 2], .tie), try Choices.record("b", [2, 3], .tie),
      try Choices.record("c", [4, 5], .tie), try Choices.record("d", [6, 7], .tie),
      try Choices.record("e", [7, 8], .tie), try Choices.record("f", [9, 10], .tie),
    ])
    #expect(data.groups.map(\.size) == [2, 2, 1, 2, 2, 1])
    // The model takes b for d, which joins a, b, d and e.
    let joined = data.joiningPrompts { $0 == 3 ? [1] : [UInt8($0)] }
    #expect(joined.prompts.map(\.text) == ["a", "b", "c", "e", "f"])
    #expect(joined.examples.map(\.prompt) == [0, 1, 2, 1, 3, 4])
    #expect(joined.groups.map(\.size) == [4, 4, 1, 4, 1])
    #expect(joined.groups.map(\.holdsMost) == [true, true, false, true, false])
    #expect(Set(joined.groups.map(\.keeper)).count == 3)
    #expect(data.joiningPrompts { [UInt8($0)] } == data)
  }

  @Test(arguments: UInt64(0)..<8)
  func whatSharesAnImageIsOnOneSideAlsoByWayOfAChoiceThatIsLeftOut(seed: UInt64) throws {
    let data = data([
      try Choices.record("a", [1, 2], .tie), try Choices.record("b", [3, 4], .tie),
      try Choices.record("c", [2, 3], .skip), try Choices.record("d", [5, 6], .tie),
      try Choices.record("e", [7, 8], .tie), try Choices.record("f", [9, 10], .tie),
    ])
    let sides = try data.sides(PromptSplit(share: 0.5, seed: seed))
    #expect(sides.count == 5 && sides[0] == sides[1])
  }

  @Test func promptsThatAllHangTogetherCannotBeDivided() throws {
    let data = data([
      try Choices.record("a", [1, 2], .tie), try Choices.record("b", [2, 3], .tie),
    ])
    #expect(throws: TrainingFault.oneGroup(prompts: 2)) { try data.sides(PromptSplit()) }
  }

  @Test func whereNothingIsSharedTheSidesAreThoseOfThePromptsAlone() throws {
    let data = data(
      try (0..<100).map { try Choices.record("Prompt \($0)", [2 * $0, 2 * $0 + 1], .tie) })
    let split = PromptSplit(share: 0.3, seed: 5)
    #expect(try data.sides(split) == data.prompts.map(split.side))
  }

  @Test(arguments: [0.01, 0.5, 0.99])
  func neitherSideOfASplitIsEmpty(share: Double) throws {
    for seed in UInt64(0)..<20 {
      let prompts = try ["a", "b", "c"].map { try Prompt($0) }
      let split = PromptSplit(share: share, seed: seed)
      let sides = split.sides(at: prompts.map(split.place))
      #expect(sides.contains(.train) && sides.contains(.validation))
    }
  }
}
