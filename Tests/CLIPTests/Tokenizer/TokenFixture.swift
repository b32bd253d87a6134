import FoundationEssentials
import TestSupport

@testable import CLIP

/// A prompt and what `Tests/Reference/tokenizer_fixtures.py` had Python make of it.
struct TokenFixture: Decodable {
  let prompt: String
  let ids: [Int32]
  let cleaned: String?

  static func load(_ name: String) throws -> [TokenFixture] {
    try Data(contentsOf: URL(filePath: Fixtures.path("tokenizer/" + name))).split(
      separator: UInt8(ascii: "\n")
    )
    .map { try JSONDecoder().decode(TokenFixture.self, from: Data($0)) }
  }
}

extension Tokenizer {
  /// OpenAI's, loaded once for all tests.
  static let openAI: Result<Tokenizer, TokenizerFault> = Result { () throws(TokenizerFault) in
    let tables = RepositoryPaths.root.appending(path: "Data/clip")
    return try Tokenizer(
      mergeTable: tables.appending(path: "bpe-merges.txt").path,
      entities: tables.appending(path: "entities.txt").path)
  }
}

extension String {
  /// Characters that look the same and are not the same, made different.
  var scalarValues: [UInt32] { unicodeScalars.map(\.value) }
}
