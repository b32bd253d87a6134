import Checkpoints
import FoundationEssentials
import Imaging
import Preferences
import TestSupport
import Testing

@testable import konomi

@Suite struct CheckpointDigestTests {
  private let folder: TemporaryFolder
  private let digest: CheckpointDigest

  init() throws {
    folder = try TemporaryFolder()
    digest = CheckpointDigest(environment: ["XDG_CACHE_HOME": folder["cache"]])
  }

  private func id(of path: String, isCancelled: Bool = false) throws -> CheckpointID {
    try digest(of: Checkpoint.open(path), isCancelled: { isCancelled })
  }

  private static let fixtures = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures/checkpoints")

  private func copy(_ name: String) throws -> String {
    try folder.write([UInt8](try Data(contentsOf: Self.fixtures.appending(path: name))), to: name)
  }

  @Test func oneFileHasItsOwnDigest() throws {
    let path = try copy("pixels.safetensors")
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(try id(of: path).bytes == SHA256.digest(of: bytes).bytes)
  }

  @Test func severalFilesHaveTheDigestOfTheirDigestsInTheOrderOfTheirNames() throws {
    let path = Self.fixtures.appending(path: "hf-sharded").path
    let digests = try (1...3).flatMap { shard in
      let file = path + "/model-0000\(shard)-of-00003.safetensors"
      return SHA256.digest(of: [UInt8](try Data(contentsOf: URL(filePath: file)))).bytes
    }
    #expect(try id(of: path).bytes == SHA256.digest(of: digests).bytes)
  }

  @Test func whatIsRememberedIsUsed() throws {
    let path = try copy("pixels.safetensors")
    let known = try id(of: path)
    // Had it read the file, it would have asked whether to stop.
    #expect(try id(of: path, isCancelled: true) == known)
  }

  @Test func aChangedFileIsReadAgain() throws {
    let path = try copy("pixels.safetensors")
    let before = try id(of: path)
    _ = try folder.write(
      [UInt8](try Data(contentsOf: Self.fixtures.appending(path: "openai-f32-steps.safetensors"))),
      to: "pixels.safetensors")
    #expect(try id(of: path) != before)
  }

  @Test func aDamagedMemoryIsNoMemory() throws {
    let path = try copy("pixels.safetensors")
    let known = try id(of: path)
    let cache = folder["cache/konomi/checkpoints"]
    for name in try FileManager.default.contentsOfDirectory(atPath: cache) {
      try Data("ff".utf8).write(to: URL(filePath: cache + "/" + name))
    }
    #expect(try id(of: path) == known)
  }

  @Test func stoppingIsSaid() throws {
    let path = try copy("pixels.safetensors")
    #expect(throws: ScoringFault.cancelled) { try id(of: path, isCancelled: true) }
  }

  @Test func aFlippedBitInATorchFileIsNamedByItsTensor() throws {
    let path = try copy("openai-f32.pt")
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    // The lowest bit of a weight in the middle of the largest tensors: still a number, but another one.
    bytes[bytes.count / 2 & ~3] ^= 1
    _ = try folder.write(bytes, to: "openai-f32.pt")
    let fault = #expect(throws: CheckpointFault.self) { try id(of: path) }
    #expect(fault?.description.contains("its checksum does not fit its bytes") == true)
    let cache = folder["cache/konomi/checkpoints"]
    #expect((try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? [] == [])
  }
}
