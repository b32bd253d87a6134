import Foundation
import TestSupport
import Testing

@testable import CLIP

@Suite struct BytePairVocabularyTests {
  private static let prompts = [
    "Two black apples on an orange square", "a black \"heart\" \\ by two apples", "an orange, an apple",
    "好 好",
  ]

  private func tokenizer(_ vocabulary: BytePairVocabulary) throws -> Tokenizer {
    try Tokenizer(
      vocabulary: vocabulary.vocabularyFile, named: "vocab.json", merges: vocabulary.mergesFile,
      named: "merges.txt")
  }

  @Test func frequentWordsBecomeOneTokenAndAllOthersCanBeSpelled() throws {
    let vocabulary = BytePairVocabulary(learning: Self.prompts, size: 600)
    #expect(vocabulary.size < 600 && vocabulary.size > 520)
    let tokenizer = try tokenizer(vocabulary)
    #expect(tokenizer.vocabularySize == vocabulary.size)
    func count(_ prompt: String) -> Int { tokenizer.tokens(of: prompt, context: 77).ids.count - 2 }
    #expect(count("black") == 1 && count("two APPLES") == 2 && count("好") == 1)
    #expect(count("heart") > 1 && count("xyz") == 3)
    let ids = tokenizer.tokens(of: "\"\\", context: 77).ids
    #expect(ids.first == Int32(vocabulary.size - 2) && ids.last == Int32(vocabulary.size - 1))
    #expect(ids.count == 4)
  }

  @Test func theMergesDoNotDependOnTheOrderOfThePrompts() {
    let vocabulary = BytePairVocabulary(learning: Self.prompts, size: 560)
    #expect(BytePairVocabulary(learning: Self.prompts.reversed(), size: 560) == vocabulary)
    #expect(BytePairVocabulary(learning: Self.prompts, size: 514).size == 514)
    #expect(BytePairVocabulary(learning: [], size: 1000).size == 514)
  }

  @Test func theVocabularyOfOpenAIComesOutOfItsMerges() throws {
    let path = RepositoryPaths.root.appending(path: "Data/clip/bpe-merges.txt")
    let merges = Array(try Data(contentsOf: path))
    let vocabulary = try BytePairVocabulary(merges: merges, named: path.path)
    #expect(vocabulary.size == 49408)
    let own = try tokenizer(vocabulary)
    let entities = Array(try Data(contentsOf: RepositoryPaths.root.appending(path: "Data/clip/entities.txt")))
    let openAI = try Tokenizer(
      mergeTable: merges, named: "merges", entities: entities, named: "entities")
    let prompt = "A painting of a red fox in the forest, 1920s style"
    #expect(own.tokens(of: prompt, context: 77) == openAI.tokens(of: prompt, context: 77))
  }
}
