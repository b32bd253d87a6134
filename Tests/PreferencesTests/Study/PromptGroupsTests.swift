import Testing

@testable import Preferences

@Suite struct PromptGroupsTests {
  private func image(_ number: UInt8) throws -> ImageID {
    try #require(ImageID(bytes: [UInt8](repeating: 0, count: 31) + [number]))
  }

  /// By the prompt's text in lower case.
  private func groups(_ shown: [(prompt: String, images: [UInt8])]) throws -> (PromptGroups, [String]) {
    var groups = PromptGroups { Array($0.text.lowercased().utf8) }
    var texts: [String] = []
    for (text, images) in shown {
      let prompt = try Prompt(text)
      if groups.add(prompt, images: try images.map(image)) == texts.count { texts.append(text) }
    }
    return (groups, texts)
  }

  /// The prompts that are together, each group and all groups in the order of their texts.
  private func together(_ shown: [(prompt: String, images: [UInt8])]) throws -> [[String]] {
    var (groups, texts) = try groups(shown)
    let all = groups.groups()
    return Dictionary(grouping: texts.indices) { all[$0].keeper }.values
      .map { $0.map { texts[$0] }.sorted() }.sorted { $0[0] < $1[0] }
  }

  @Test func promptsThatAreOneToAModelAreTogether() throws {
    #expect(
      try together([("a cat", [1, 2]), ("A CAT", [3, 4]), ("a dog", [5, 6]), ("A cat", [7, 8])])
        == [["A CAT", "A cat", "a cat"], ["a dog"]])
  }

  @Test func promptsThatShareAnImageAreTogetherOverAnyNumberOfSteps() throws {
    #expect(
      try together([
        ("a", [1, 2]), ("b", [3, 4]), ("c", [5, 6]), ("d", [7, 8]), ("c", [6, 3]), ("B", [2, 9]),
      ]) == [["B", "a", "b", "c"], ["d"]])
  }

  @Test func theOrderDecidesNothing() throws {
    let shown: [(prompt: String, images: [UInt8])] = [
      ("a", [1, 2]), ("A", [3, 4]), ("b", [4, 5]), ("c", [6]), ("d", [6, 7]), ("e", [8]),
    ]
    func keepers(_ shown: [(prompt: String, images: [UInt8])]) throws -> [String: String] {
      var (groups, texts) = try groups(shown)
      return Dictionary(
        uniqueKeysWithValues: zip(texts, groups.groups()).map { ($0, texts[$1.keeper]) })
    }
    #expect(try keepers(shown) == keepers(shown.reversed()))
  }

  @Test func aPromptByItselfStaysWhereItsOwnHashPutsIt() throws {
    let prompts = try (0..<200).map { try Prompt("a cat with \($0) hats") }
    var groups = PromptGroups { Array($0.text.lowercased().utf8) }
    for (number, prompt) in prompts.enumerated() {
      groups.add(prompt, images: [try image(UInt8(number))])
    }
    let split = PromptSplit(share: 0.4, seed: 3)
    #expect(groups.sides(split, at: prompts.map(split.place)) == prompts.map(split.side))
  }

  @Test func aGroupOfMoreThanHalfIsTrainedOnAndOneOfHalfFollowsItsHash() throws {
    func holdsMost(_ texts: [String]) throws -> [Bool] {
      var (groups, _) = try groups(texts.map { ($0, []) })
      return groups.groups().map(\.holdsMost)
    }
    #expect(try holdsMost(["a", "A", "b"]) == [true, true, false])
    #expect(try holdsMost(["a", "A", "b", "c"]) == [false, false, false, false])
    #expect(try holdsMost(["a"]) == [false])
    #expect(PromptSplit(share: 0.2).side(at: PromptSplit(share: 0.2).placeOfMost) == .train)
    #expect(PromptSplit(share: 0.8).side(at: PromptSplit(share: 0.8).placeOfMost) == .validation)
  }
}
