import FoundationEssentials
import Tensors
import Testing

@testable import Checkpoints

/// Files that `Tests/Reference/company_checkpoints.py` had torch write.
@Suite("Weights beside what training programs keep with them")
struct CompanyTests {
  private func file(_ name: String) throws -> MappedFile {
    let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Corpus/torch")
    return MappedFile(copying: Array(try Data(contentsOf: corpus.appending(path: name))), as: "x.pt")
  }

  private func floats(_ tensor: Tensor) -> [Float] { tensor.withUnsafeFloats { Array($0) } }

  @Test(
    "NumPy's scalars, paths, settings and an optimizer's state beside plain weights are passed over",
    arguments: ["valid-company-2", "valid-company-4", "valid-company-5"])
  func company(name: String) throws {
    let checkpoint = try Checkpoint(try file(name))
    #expect(checkpoint.names == ["half", "marked", "parameter", "plain"])
    #expect(try floats(checkpoint.tensor("plain", shape: [2, 3])) == [0, 1, 2, 3, 4, 5])
    #expect(try floats(checkpoint.tensor("half", shape: [4])) == [0, 0.5, 1, 1.5])
    #expect(try floats(checkpoint.tensor("parameter", shape: [3])) == [-1, 0, 1])
    #expect(try floats(checkpoint.tensor("marked", shape: [2])) == [10, 11])
  }

  @Test("Of a dictionary with one array of NumPy's only that is refused, by its name")
  func array() throws {
    let checkpoint = try Checkpoint(try file("valid-array-2"))
    #expect(checkpoint.names == ["plain"])
    #expect(try floats(checkpoint.tensor("plain")) == [1, 1])
    let line = CheckpointFault.line { _ = try checkpoint.tensor("array") }
    #expect(try #require(line).contains("tensor array would be made by running code: numpy."))
    #expect(CheckpointFault.line { _ = try checkpoint.tensor("other") }?.contains("other is missing") == true)
  }

  @Test(
    "A whole module, and arrays in place of weights, are refused by what would make them",
    arguments: [("refused-module-2", "__main__.Model"), ("refused-arrays-2", "numpy.")])
  func refused(name: String, global: String) throws {
    let line = CheckpointFault.line { _ = try Checkpoint(try file(name)) }
    #expect(try #require(line).contains("this file would run code: \(global)"))
  }

  @Test("Truncated anywhere, a file with company is refused or read, and never crashes")
  func truncated() throws {
    let file = try file("valid-company-5")
    let entry = try #require(try ZipDirectory(file).entries.first { $0.name.hasSuffix("data.pkl") })
    let pickle = Array(file.bytes(entry.data))
    for count in 0..<pickle.count {
      let line = CheckpointFault.line {
        _ = try StateDictionary.names(in: MappedFile(copying: Array(pickle[..<count]), as: "x"))
      }
      #expect(line != nil)
    }
  }
}
