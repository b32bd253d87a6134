import CLIP
import Checkpoints
import ExternalScoring
import FoundationEssentials

/// A parser that has to survive any bytes.
struct FuzzTarget: Sendable {
  let name: String
  /// The folder of small files to start from, in the repository.
  let corpus: String
  /// Parses the bytes; throwing is as good as success.
  let parse: @Sendable ([UInt8]) throws -> Void

  /// One line for each parser.
  static let all = [
    FuzzTarget(name: "safetensors", corpus: checkpoints("safetensors")) { try readAll($0) },
    FuzzTarget(name: "torch", corpus: checkpoints("torch")) { try readAll($0) },
    FuzzTarget(name: "pickle", corpus: checkpoints("pickle")) {
      _ = try StateDictionary.names(in: MappedFile(copying: $0, as: "fuzz"))
    },
    FuzzTarget(name: "index", corpus: checkpoints("index")) {
      _ = try ShardIndex(MappedFile(copying: $0, as: "fuzz"))
    },
    FuzzTarget(name: "tokenizer", corpus: "Tests/CLIPTests/Corpus/tokenizer") {
      _ = try Tokenizer(tokenizer: $0, named: "fuzz").tokens(of: "a cat's 2 ears <|endoftext|>", context: 16)
    },
    FuzzTarget(name: "prompt", corpus: "Tests/CLIPTests/Corpus/prompt") {
      _ = try openAI.get().tokens(of: String(decoding: $0, as: UTF8.self), context: 77)
    },
    FuzzTarget(name: "reply", corpus: "Tests/ExternalScoringTests/Corpus/reply") {
      _ = try ScorerReply(line: $0)
    },
  ]

  /// The tables of the repository that this is run in.
  private static let openAI = Result {
    try Tokenizer(mergeTable: "Data/clip/bpe-merges.txt", entities: "Data/clip/entities.txt")
  }

  private static func checkpoints(_ name: String) -> String { "Tests/CheckpointsTests/Corpus/\(name)" }

  private static func readAll(_ bytes: [UInt8]) throws {
    let checkpoint = try Checkpoint(MappedFile(copying: bytes, as: "fuzz"))
    for name in checkpoint.names { _ = try? checkpoint.tensor(name) }
  }
}
