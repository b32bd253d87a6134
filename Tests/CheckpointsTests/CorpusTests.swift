import FoundationEssentials
import Testing

@testable import Checkpoints

/// Inputs that fuzzing found to reach different code. `valid-` in a name says that the parser accepts it.
@Suite("Inputs kept from fuzzing")
struct CorpusTests {
  private static let parsers: [(folder: String, parse: @Sendable (MappedFile) throws -> Void)] = [
    ("safetensors", { try readAll($0) }),
    ("torch", { try readAll($0) }),
    ("pickle", { _ = try StateDictionary.names(in: $0) }),
    ("index", { _ = try ShardIndex($0) }),
  ]

  private static func readAll(_ file: MappedFile) throws {
    let checkpoint = try Checkpoint(file)
    for name in checkpoint.names { _ = try? checkpoint.tensor(name) }
  }

  @Test("Each is accepted or refused as before, and none crashes")
  func replay() throws {
    let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    for (folder, parse) in Self.parsers {
      let names = try FileManager.default.contentsOfDirectory(atPath: corpus.appending(path: folder).path)
      #expect(names.count >= 5, "\(folder)")
      for name in names {
        let bytes = Array(try Data(contentsOf: corpus.appending(path: "\(folder)/\(name)")))
        let line = CheckpointFault.line { try parse(MappedFile(copying: bytes, as: "x")) }
        #expect((line == nil) == name.hasPrefix("valid-"), "\(folder)/\(name): \(line ?? "accepted")")
      }
    }
  }
}
