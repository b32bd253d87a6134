import Checkpoints
import FoundationEssentials
import Tensors
import Testing

@testable import CLIP

/// Both towers against PyTorch, in every dialect.
@Suite struct TowerTests {
  static let names = [
    "openai-f32.pt", "openai-bare-f16.pt", "open_clip-gelu-f16.safetensors", "open_clip-bf16.pt",
    "open_clip-custom-text.safetensors", "hf", "hf-sharded",
  ]

  /// Relative to the largest component; PyTorch adds in another order.
  private let tolerance = 2e-5

  @Test(arguments: names)
  func sizesAreReadOffTheShapes(_ name: String) throws {
    let expected = try #require(try Fixtures.load().checkpoints[name])
    let clip = try Self.open(name)
    let found = clip.architecture
    #expect(found.vision.width == expected.widths.vision && found.text.width == expected.widths.text)
    #expect(found.vision.layers == expected.layers.vision && found.text.layers == expected.layers.text)
    #expect(found.vision.heads == expected.heads.vision && found.text.heads == expected.heads.text)
    #expect(found.embedding == expected.embed && found.context == expected.context)
    #expect(found.vocabulary == expected.vocab)
    #expect(found.imageSize == expected.image && found.patchSize == expected.patch)
    #expect(abs(clip.logitScale - expected.logitScale) < 1e-4 * expected.logitScale)
  }

  @Test(arguments: names)
  func embeddingsAreThoseOfPyTorch(_ name: String) throws {
    let expected = try #require(try Fixtures.load().checkpoints[name])
    let clip = try Self.open(name)
    for workers in [Workers(count: 1), Workers(count: 3)] {
      let images = try clip.imageTower(on: workers).embed(Fixtures.planes(), on: workers)
      expectEqual(images, expected.imageEmbeddings)
      let text = try clip.textTower(on: workers).embed(expected.sequences, on: workers)
      expectEqual(text, expected.textEmbeddings)
    }
  }

  @Test func whatIsEmbeddedTogetherDoesNotMatter() throws {
    let clip = try Self.open("hf")
    let workers = Workers(count: 2)
    let tower = try clip.imageTower(on: workers)
    let planes = try Fixtures.planes()
    let together = tower.embed(planes + planes.reversed(), on: workers)
    for (index, image) in (planes + planes.reversed()).enumerated() {
      let alone = tower.embed([image], on: workers)
      for (first, second) in zip(alone.elements, together.slices(index..<index + 1).elements) {
        #expect(abs(first - second) < 1e-6)
      }
    }
  }

  @Test func theWrongActivationGivesOtherEmbeddings() throws {
    let expected = try #require(try Fixtures.load().checkpoints["openai-f32.pt"])
    let clip = try Self.open("openai-f32.pt", activation: .gelu)
    let found = try clip.imageTower(on: Workers(count: 1)).embed(Fixtures.planes(), on: Workers(count: 1))
    let largest = expected.imageEmbeddings.joined().map(abs).max() ?? 0
    let difference =
      zip(found.elements, expected.imageEmbeddings.joined())
      .map { abs(Double($0) - $1) }.max() ?? 0
    #expect(difference > 10 * tolerance * largest)
  }

  static func open(_ name: String, activation: Activation? = nil) throws -> CLIPCheckpoint {
    let expected = try #require(try Fixtures.load().checkpoints[name])
    let said = Activation(rawValue: expected.activation.replacing("_", with: "-"))
    // What no shape tells; transformers' folders say it themselves.
    let overrides = ModelConfiguration(activation: activation ?? (name.hasPrefix("hf") ? nil : said))
    return try ModelFile(Fixtures.checkpointPath(name)).clip(overriding: overrides)
  }

  private func expectEqual(_ found: Tensor, _ expected: [[Double]]) {
    #expect(found.shape == [expected.count, expected[0].count])
    let largest = expected.joined().map(abs).max() ?? 0
    let difference = zip(found.elements, expected.joined()).map { abs(Double($0) - $1) }.max() ?? .infinity
    #expect(difference <= tolerance * largest, "the largest difference is \(difference) of \(largest)")
  }
}
