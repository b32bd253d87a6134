import Checkpoints
import Tensors
import TestSupport
import Testing

@testable import CLIP

@Suite struct FreshWeightsTests {
  private let architecture = Architecture(
    vision: Architecture.Tower(width: 16, layers: 2, heads: 2),
    text: Architecture.Tower(width: 12, layers: 1, heads: 3), imageSize: 16, patchSize: 8, context: 9,
    vocabulary: 520, embedding: 10, activation: .quickGELU)

  @Test func theyMakeACLIPOfTheSizesAskedForWhichSaysWhatNoShapeTells() throws {
    let folder = try TemporaryFolder()
    var weights = FreshWeights(architecture, seed: 3)
    try SafetensorsWriter.write(
      weights.tensors().map { SafetensorsWriter.Item($0.name, $0.tensor) },
      metadata: ModelFile.metadata(of: architecture, preprocessing: .tensor(side: 16)),
      to: folder["fresh.safetensors"])
    let file = try ModelFile(folder["fresh.safetensors"])
    let clip = try file.clip()
    #expect(clip.architecture == architecture)
    #expect(try file.preprocessing(for: clip).preprocessing == .tensor(side: 16))
    #expect(try file.preprocessing(for: clip, preferring: .pillow).preprocessing == .pillow(side: 16))
    let workers = Workers(count: 1)
    let model = try TrainableCLIP(
      clip, training: TrainedParts(image: .everything, text: .everything, logitScale: true), on: workers)
    let embedding = model.text.embed([[518, 3, 519]], on: workers).elements
    #expect(embedding.allSatisfy(\.isFinite) && Set(embedding).count == 10)

    // The same weights in the names of transformers.
    let items = model.weights(named: .huggingFace).map { weight in
      SafetensorsWriter.Item(weight.name, shape: weight.shape, weight.tensor)
    }
    try folder.write(model.huggingFaceConfiguration(start: 518, end: 519), to: "hf/config.json")
    try SafetensorsWriter.write(items, metadata: [:], to: folder["hf/model.safetensors"])
    let other = try ModelFile(folder["hf"]).clip()
    #expect(other.architecture == architecture)
    #expect(try other.textTower(on: workers).embed([[518, 3, 519]], on: workers).elements == embedding)
  }

  @Test func theSameSeedDrawsTheSame() {
    func drawn(_ seed: UInt64) -> [[Float]] {
      var weights = FreshWeights(architecture, seed: seed)
      return weights.tensors().map(\.tensor.elements)
    }
    #expect(drawn(3) == drawn(3))
    let differ = drawn(3) != drawn(4)
    #expect(differ)
    let tokens = drawn(3)[5]
    let mean = tokens.reduce(0, +) / Float(tokens.count)
    let deviation = (tokens.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(tokens.count)).squareRoot()
    #expect(abs(mean) < 0.001 && abs(deviation - 0.02) < 0.001)
  }
}
