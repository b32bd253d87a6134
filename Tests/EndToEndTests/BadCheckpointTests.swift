import Foundation
import TestSupport
import Testing

/// A checkpoint that cannot be trusted ends with one line that names the tensor or the reason, and status 65.
@Suite struct BadCheckpointTests {
  private let folder: TemporaryFolder
  private static let fixtures = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures")
  private static let image = fixtures.appending(path: "images/noise.png").path

  init() throws {
    folder = try TemporaryFolder()
    for name in ["config.json", "vocab.json", "merges.txt"] {
      try folder.write([UInt8](try fixture("hf/" + name)), to: name)
    }
  }

  private func fixture(_ name: String) throws -> Data {
    try Data(contentsOf: Self.fixtures.appending(path: "checkpoints/" + name))
  }

  private func refusal(of bytes: [UInt8], named name: String = "model.safetensors") throws -> String {
    let path = try folder.write(bytes, to: name)
    let result = try Program.run(
      ["score", "--model", path, "--db", folder["none.db"], "--prompt", "a cat", Self.image], in: folder)
    #expect(result.status == 65, "\(result.status): \(result.errors)")
    #expect(result.output.isEmpty)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 1, "\(result.errors)")
    #expect(lines.first?.contains(path) == true)
    return result.errors
  }

  /// The header of a safetensors file, the bytes behind it, and both with the header replaced.
  private func safetensors() throws -> (header: String, data: [UInt8]) {
    let bytes = [UInt8](try fixture("hf/model.safetensors"))
    let count = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    return (String(decoding: bytes[8..<8 + count], as: UTF8.self), Array(bytes[(8 + count)...]))
  }

  private func file(_ header: String, _ data: [UInt8]) -> [UInt8] {
    let bytes = Array(header.utf8)
    return withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { Array($0) } + bytes + data
  }

  @Test func truncated() throws {
    let bytes = [UInt8](try fixture("hf/model.safetensors"))
    #expect(try refusal(of: Array(bytes[..<(bytes.count / 2)])).contains("model.safetensors"))
    let torch = [UInt8](try fixture("openai-f32.pt"))
    #expect(try refusal(of: Array(torch[..<(torch.count / 2)]), named: "cut.pt").contains("cut.pt"))
  }

  @Test func aHeaderThatClaimsTheWholeAddressSpace() throws {
    var bytes = [UInt8](try fixture("hf/model.safetensors"))
    bytes.replaceSubrange(0..<8, with: [0, 0, 0, 0, 0, 0, 0, 0x80])
    _ = try refusal(of: bytes)
  }

  @Test func aMissingTensor() throws {
    let (header, data) = try safetensors()
    let renamed = header.replacing(
      "vision_model.encoder.layers.1.mlp.fc1.bias", with: "vision_model.encoder.layers.1.mlp.fc1.bixs")
    #expect(
      try refusal(of: file(renamed, data)).contains("vision_model.encoder.layers.1.mlp.fc1.bias is missing"))
  }

  @Test func aWrongShape() throws {
    let (header, data) = try safetensors()
    let pattern = try Regex(#"("text_model\.final_layer_norm\.weight":\{"dtype":"F32","shape":)\[28\]"#)
    let bent = header.replacing(pattern) { "\($0.output[1].substring ?? "")[4,7]" }
    #expect(bent != header)
    let words = try refusal(of: file(bent, data))
    #expect(words.contains("text_model.final_layer_norm.weight") && words.contains("[28]"))
  }

  @Test func weightsThatAreNoNumbers() throws {
    let (header, data) = try safetensors()
    let object = try JSONSerialization.jsonObject(with: Data(header.utf8)) as? [String: [String: Any]]
    let entry = try #require(object?["vision_model.encoder.layers.0.mlp.fc2.weight"])
    let start = try #require((entry["data_offsets"] as? [Int])?.first)
    var bad = data
    bad.replaceSubrange(start + 40..<start + 44, with: [0, 0, 0xc0, 0x7f])
    let words = try refusal(of: file(header, bad))
    #expect(words.contains("vision_model.encoder.layers.0.mlp.fc2.weight") && words.contains("NaN"))
    #expect(words.contains("index 10"))
  }

  @Test func notACheckpoint() throws {
    _ = try refusal(of: Array("hello".utf8))
    let vocabulary = try refusal(
      of: Array(#"{"weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#.utf8).withLength + [
        0, 0, 0, 0,
      ])
    #expect(vocabulary.contains("no CLIP"))
  }

  @Test func theTokenizerOfAnotherModel() throws {
    for name in ["vocab.json", "merges.txt"] { try FileManager.default.removeItem(atPath: folder[name]) }
    let words = try refusal(of: [UInt8](try fixture("hf/model.safetensors")))
    #expect(words.contains("the tokenizer knows 49408 tokens and the model 600"))
  }
}

extension [UInt8] {
  fileprivate var withLength: [UInt8] {
    Swift.withUnsafeBytes(of: UInt64(count).littleEndian) { [UInt8]($0) } + self
  }
}
