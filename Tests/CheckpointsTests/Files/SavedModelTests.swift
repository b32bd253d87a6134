import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Checkpoints

@Suite("Files that PyTorch and safetensors wrote")
struct SavedModelTests {
  private static let fixtures = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures/checkpoints")
    .path

  private struct Expected: Decodable {
    let checkpoints: [String: Model]

    struct Model: Decodable {
      let logit_scale: Float
      let embed: Int
    }
  }

  @Test("Every committed checkpoint opens, all its floats are finite, and its scale is the reference's")
  func fixtures() throws {
    let json = try Data(contentsOf: URL(filePath: Self.fixtures + "/expected.json"))
    let models = try JSONDecoder().decode(Expected.self, from: json).checkpoints
    #expect(models.count >= 5)
    for (name, model) in models where !name.contains("legacy") {
      let checkpoint = try Checkpoint.open(Self.fixtures + "/" + name)
      let scale = try #require(checkpoint.names.first { $0.hasSuffix("logit_scale") })
      #expect(
        abs(exp(try checkpoint.scalar(scale)) - model.logit_scale) <= 1e-4 * model.logit_scale, "\(name)")
      for tensor in checkpoint.names where checkpoint.entry(tensor)?.elementType != .int64 {
        #expect(try checkpoint.tensor(tensor).shape == checkpoint.entry(tensor)?.shape)
      }
      try checkpoint.verifyChecksums()
    }
  }

  @Test("The format before PyTorch 1.6 is refused with the line that converts it")
  func legacy() {
    let path = Self.fixtures + "/openai-legacy.pt"
    guard FileManager.default.fileExists(atPath: path) else { return }
    #expect(throws: CheckpointFault.needsConversion(file: path, from: .legacyTorch)) {
      try Checkpoint.open(path)
    }
  }

  @Test(
    "The real aesthetic predictor",
    .enabled(if: RepositoryPaths.sharedFolder("aesthetic") != nil, "no shared data beside the repository"))
  func aesthetic() throws {
    let folder = try #require(RepositoryPaths.sharedFolder("aesthetic"))
    let checkpoint = try Checkpoint.open(folder + "/sac+logos+ava1-l14-linearMSE.pth")
    #expect(
      checkpoint.names == [
        "layers.0.bias", "layers.0.weight", "layers.2.bias", "layers.2.weight", "layers.4.bias",
        "layers.4.weight",
        "layers.6.bias", "layers.6.weight", "layers.7.bias", "layers.7.weight",
      ])
    #expect(checkpoint.entry("layers.0.weight") == TensorEntry(elementType: .float32, shape: [1024, 768]))
    #expect(try checkpoint.tensor("layers.7.bias").elements == [0.9899932])
    #expect(try checkpoint.tensor("layers.0.weight").count == 1024 * 768)
    try checkpoint.verifyChecksums()
  }
}
