import Checkpoints
import FoundationEssentials
import Glibc
import Tensors

@testable import CLIP

/// What `Tests/Reference/gradients.py` made: tiny CLIPs, comparisons, and what PyTorch makes of them.
struct GradientFixture: Decodable {
  struct Comparison: Decodable {
    let ids: [Int32]
    let images: [Int]
    let preferred: Int
  }

  struct Model: Decodable {
    let visionHeads: Int
    let textHeads: Int
    let loss: Double
    let losses: [Double]
  }

  let comparisons: [Comparison]
  let models: [String: Model]

  private static let folder = Fixtures.folder.appending(path: "gradients")

  static func load() throws -> GradientFixture {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      GradientFixture.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
  }

  static func gradients(_ activation: Activation) throws -> Checkpoint {
    try Checkpoint.open(folder.appending(path: "\(activation.rawValue)-gradients.safetensors").path)
  }

  func model(_ activation: Activation) -> Model? { models[activation.rawValue] }

  /// (3, 16, 16) each.
  static func planes() throws -> [Tensor] {
    let pixels = try Checkpoint.open(folder.appending(path: "pixels.safetensors").path).tensor("pixels")
    return (0..<pixels.shape[0]).map { pixels.slices($0..<$0 + 1).reshaped(Array(pixels.shape.dropFirst())) }
  }

  func clip(_ activation: Activation, training parts: TrainedParts, on workers: Workers) throws
    -> TrainableCLIP
  {
    let path = Self.folder.appending(path: "\(activation.rawValue).safetensors").path
    let heads = model(activation)
    let checkpoint = try CLIPCheckpoint(
      Checkpoint.open(path),
      configuration: ModelConfiguration(
        activation: activation, visionHeads: heads?.visionHeads, textHeads: heads?.textHeads))
    return try TrainableCLIP(checkpoint, training: parts, on: workers)
  }
}

/// The loss of the fixture: the mean over the comparisons of the cross entropy of the prediction against the preferred
/// image.
struct ComparisonLoss {
  let clip: TrainableCLIP
  private(set) var comparisons: [GradientFixture.Comparison]
  private(set) var images: [TowerInput<Tensor>]
  private(set) var prompts: [TowerInput<[Int32]>]
  /// What each comparison counts for.
  private let weight: Double
  var budget = Int.max
  let workers: Workers

  init(_ fixture: GradientFixture, of clip: TrainableCLIP, on workers: Workers) throws {
    self.clip = clip
    self.workers = workers
    comparisons = fixture.comparisons
    weight = 1 / Double(fixture.comparisons.count)
    images = clip.image.frozenPart(of: try GradientFixture.planes(), on: workers)
    prompts = clip.text.frozenPart(of: comparisons.map(\.ids), on: workers)
  }

  /// What one comparison adds to the loss, from a batch that holds nothing else.
  func only(_ index: Int) -> ComparisonLoss {
    var loss = self
    let comparison = comparisons[index]
    loss.images = comparison.images.map { images[$0] }
    loss.prompts = [prompts[index]]
    loss.comparisons = [
      GradientFixture.Comparison(
        ids: comparison.ids, images: Array(comparison.images.indices), preferred: comparison.preferred)
    ]
    return loss
  }

  /// Adds to the gradients.
  func addGradients() -> Double {
    let imageTape = clip.image.forward(images, keeping: budget, on: workers)
    let textTape = clip.text.forward(prompts, keeping: budget, on: workers)
    let cosines = ScaledCosines(
      images: imageTape.embeddings, prompts: textTape.embeddings, logitScale: clip.logitScale, on: workers)
    let gradient = Matrix(zeros: images.count, columns: prompts.count)
    var loss = 0.0
    for (prompt, comparison) in comparisons.enumerated() {
      let logits = comparison.images.map { image in cosines.logits.withRow(image) { Double($0[prompt]) } }
      let top = logits.max() ?? 0
      let sum = logits.reduce(0) { $0 + exp($1 - top) }
      for (index, image) in comparison.images.enumerated() {
        let share = exp(logits[index] - top) / sum
        let isPreferred = index == comparison.preferred
        if isPreferred { loss -= weight * log(share) }
        gradient.withRow(image) {
          $0[prompt] = Float(weight * (share - (isPreferred ? 1 : 0)))
        }
      }
    }
    let (imageGradient, promptGradient) = cosines.backward(from: gradient, on: workers)
    clip.image.backward(imageTape, from: imageGradient, on: workers)
    clip.text.backward(textTape, from: promptGradient, on: workers)
    return loss
  }
}
