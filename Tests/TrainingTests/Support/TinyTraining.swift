import CLIP
import Checkpoints
import Preferences
import Statistics
import Tensors
import TestSupport

@testable import Training

/// A tiny CLIP of random weights, and choices that follow a rule: of two tinted pictures the redder one where the prompt
/// has the token 5, the bluer one where it has the token 6.
struct TinyTraining {
  let data: TrainingData
  let pictures: [Tensor]
  let ids: [[Int32]]
  var plan: TrainingPlan
  var workers = Workers(count: 2)

  static let path = RepositoryPaths.root
    .appending(path: "Tests/CLIPTests/Fixtures/gradients/quick-gelu.safetensors").path

  init(choices: Int = 40, parts: TrainedParts = everything) throws {
    var random = SplitMix64(seed: 11)
    var (prompts, ids, pictures, examples): ([Prompt], [[Int32]], [Tensor], [Example]) = ([], [], [], [])
    for number in 0..<choices {
      let wantsRed = number % 2 == 0
      prompts.append(try Prompt("\(wantsRed ? "red" : "blue") \(number)"))
      ids.append([48, wantsRed ? 5 : 6, Int32(7 + number / 2 % 20), 49])
      for tint in [Float(1), -1] {
        pictures.append(
          Tensor(
            (0..<3 * 256).map { place in
              let noise = Float(random.below(1000)) / 1000 - 0.5
              return noise + (place < 256 ? tint : place < 512 ? 0 : -tint)
            }, shape: [3, 16, 16]))
      }
      examples.append(
        Example(
          prompt: number, images: [2 * number, 2 * number + 1], judgement: .preferred(wantsRed ? 0 : 1)))
    }
    data = TrainingData(
      prompts: prompts,
      images: try pictures.indices.map {
        ImageFile(image: try Choices.image($0), path: "/images/\($0).png")
      }, examples: examples)
    self.pictures = pictures
    self.ids = ids
    plan = TrainingPlan(
      parts: parts,
      recipe: Recipe(
        learningRate: 2e-3, weightDecay: 0.1, warmUpSteps: 2, firstDecay: 0.9, secondDecay: 0.98,
        epsilon: 1e-6, clippedNorm: 1, batchSize: 8, epochs: 3))
    plan.split = PromptSplit(share: 0.3)
    plan.validations = 4
  }

  static let everything = TrainedParts(image: .everything, text: .everything, logitScale: true)

  func clip() throws -> TrainableCLIP {
    let checkpoint = try CLIPCheckpoint(
      Checkpoint.open(Self.path),
      configuration: ModelConfiguration(activation: .quickGELU, visionHeads: 2, textHeads: 4))
    return try TrainableCLIP(checkpoint, training: plan.parts, on: workers)
  }

  func trainer(data: TrainingData? = nil, ids: [[Int32]]? = nil) throws -> Trainer {
    let model = try clip()
    let ids = ids ?? self.ids
    let counts = ids.map(\.count)
    return try Trainer(
      model, data: data ?? self.data, plan: plan,
      images: ComputedFeatures(of: MemorySources(pictures), for: model.image, on: workers),
      prompts: ComputedFeatures(of: MemorySources(ids), for: model.text, on: workers),
      tokens: { counts[$0] }, on: workers)
  }
}

/// What needs no reading.
struct MemorySources<Source: Sendable>: Sources {
  let all: [Source]

  init(_ all: [Source]) { self.all = all }

  var count: Int { all.count }
  func sources(of numbers: [Int], on workers: Workers) -> [Result<Source, ImageFault>] {
    numbers.map { .success(all[$0]) }
  }
  func identity(of number: Int) -> [UInt8] { [UInt8](repeating: 0, count: 31) + [UInt8(number)] }
  func name(of number: Int) -> String { "\(number)" }
  func tokens(of number: Int) -> Int { (all[number] as? [Int32])?.count ?? 5 }
}

extension Trainer {
  /// Of all that is trained.
  var gradient: [Float] {
    optimizer.parameters.flatMap { $0.parameter.gradient?.tensor.elements ?? [] }
  }

  /// All weights, as bits.
  var bits: [[UInt32]] { model.parameters.map { $0.parameter.tensor.elements.map(\.bitPattern) } }
}
