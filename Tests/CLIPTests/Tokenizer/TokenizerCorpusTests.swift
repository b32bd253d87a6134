import FoundationEssentials
import Testing

@testable import CLIP

/// The files that fuzzing starts from: each must go on being understood, or it starts from nothing.
@Suite struct TokenizerCorpusTests {
  private static func files(_ folder: String) throws -> [[UInt8]] {
    let corpus = Fixtures.folder.appending(path: "../Corpus/\(folder)").standardizedFileURL.path
    let names = try FileManager.default.contentsOfDirectory(atPath: corpus).sorted()
    return try names.map { [UInt8](try Data(contentsOf: URL(filePath: corpus + "/" + $0))) }
  }

  @Test func everyTokenizerIsAccepted() throws {
    let files = try Self.files("tokenizer")
    #expect(files.count >= 2)
    for file in files {
      let tokenizer = try Tokenizer(tokenizer: file, named: "corpus")
      #expect(tokenizer.vocabularySize == 600)
      #expect(tokenizer.tokens(of: "a cat", context: 16).ids.last == 599)
    }
  }

  @Test func everyPromptHasTokens() throws {
    for file in try Self.files("prompt") {
      let prompt = String(decoding: file, as: UTF8.self)
      #expect(try Tokenizer.openAI.get().tokens(of: prompt, context: 77).ids.count > 4, "\(prompt)")
    }
  }
}
