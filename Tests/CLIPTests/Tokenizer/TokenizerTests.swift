import FoundationEssentials
import TestSupport
import Testing

@testable import CLIP

@Suite("tokenizer")
struct TokenizerTests {
  @Test("a prompt over the context is cut, ends in the end of text, and says so")
  func truncation() throws {
    let tokenizer = try Tokenizer.openAI.get()
    let fits = tokenizer.tokens(of: String(repeating: "x ", count: 75), context: 77)
    #expect(fits.ids.count == 77 && !fits.isTruncated)
    let long = tokenizer.tokens(of: String(repeating: "x ", count: 76), context: 77)
    #expect(long.ids == fits.ids && long.isTruncated)
    #expect(long.ids.first == 49_406 && long.ids.last == 49_407)
  }

  @Test("an empty prompt is start and end", arguments: ["", " \n\t", "\u{0}", "\u{345}"])
  func empty(prompt: String) throws {
    #expect(try Tokenizer.openAI.get().tokens(of: prompt, context: 77).ids == [49_406, 49_407])
  }

  @Test("a context without room for words still has start and end", arguments: [Int.min, 0, 1, 2])
  func smallestContext(context: Int) throws {
    let tokens = try Tokenizer.openAI.get().tokens(of: "a cat", context: context)
    #expect(tokens == PromptTokens(ids: [49_406, 49_407], isTruncated: true))
  }

  @Test(
    "plain text takes the fast way to the same ids",
    arguments: ["A Photo, of 2 cats' don't!\r\n", "<START_of_text>x"])
  func plainText(prompt: String) throws {
    let tokenizer = try Tokenizer.openAI.get()
    let words = Array(Words(Array(tokenizer.cleaned(prompt).utf8)[...], dialect: .openAI).map(Array.init))
    let references = try CharacterReferences([], file: "none")
    var prompt = prompt
    let plain = try #require(
      prompt.withUTF8 {
        TextCleaning.openAI(TextRepair(references: references), references).cleanedIfPlain($0)
      })
    #expect(Array(Words(plain[...], dialect: .openAI).map(Array.init)) == words)
  }

  @Test("a word without end takes no longer than a text of its length")
  func endlessWord() throws {
    let tokens = try Tokenizer.openAI.get().tokens(
      of: String(repeating: "abcdefghij", count: 2_000), context: 77)
    #expect(tokens.ids.count == 77 && tokens.isTruncated)
  }

  @Test("references nested without end are unfolded as far as the limit")
  func nestedReferences() throws {
    let tokenizer = try Tokenizer.openAI.get()
    func prompt(_ depth: Int) -> String { "&" + String(repeating: "amp;", count: depth) + "lt;" }
    #expect(tokenizer.cleaned(prompt(60)) == "<")
    // Two more times after the repair.
    #expect(tokenizer.cleaned(prompt(70)) == "&amp;amp;amp;amp;lt;")
  }

  @Test("no folder, no tokenizer; a folder without one neither")
  func nothingThere() throws {
    let folder = try TemporaryFolder()
    #expect(try Tokenizer(beside: folder.path)?.vocabularySize == nil)
    #expect(try Tokenizer(beside: folder["missing"])?.vocabularySize == nil)
  }
}
