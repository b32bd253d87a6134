import Preferences
import Testing

@testable import Exchange

@Suite struct PromptSplitTests {
  private let prompts: [Prompt]

  init() throws {
    prompts = try (0..<4000).map { try Prompt("a cat with \($0) hats") }
  }

  @Test(arguments: [0.05, 0.1, 0.5, 0.9])
  func theShareIsAbout(_ share: Double) {
    let split = PromptSplit(share: share, seed: 3)
    let found = Double(prompts.count { split.side(of: $0) == .validation }) / Double(prompts.count)
    // Four standard deviations.
    #expect(abs(found - share) < 4 * (share * (1 - share) / Double(prompts.count)).squareRoot())
  }

  @Test func aLargerShareOnlyAdds() {
    for prompt in prompts where PromptSplit(share: 0.1).side(of: prompt) == .validation {
      #expect(PromptSplit(share: 0.2).side(of: prompt) == .validation)
    }
  }

  @Test func nothingGoesToValidationAtAShareOfZero() {
    #expect(prompts.allSatisfy { PromptSplit(share: 0).side(of: $0) == .train })
  }

  /// Exports made at different times are to agree on what is held out.
  @Test func theSidesAreTheSameForAllTime() throws {
    let sides = prompts.prefix(24).map { PromptSplit(share: 0.5).side(of: $0) == .train ? "t" : "v" }
    #expect(sides.joined() == "vvvtvvtvttvtvvvtvtvvtvvt")
    let others = prompts.prefix(24).map {
      PromptSplit(share: 0.5, seed: 1).side(of: $0) == .train ? "t" : "v"
    }
    #expect(sides != others)
  }
}
