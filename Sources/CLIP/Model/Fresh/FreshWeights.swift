import Glibc
import Tensors

/// Random weights for a CLIP that has not been trained, by OpenAI's names; drawn as OpenAI drew those of its transformers
/// (Radford et al. 2021, arXiv 2103.00020). The same seed gives the same bits on every machine.
package struct FreshWeights {
  private let architecture: Architecture
  private var numbers: NormalNumbers

  package init(_ architecture: Architecture, seed: UInt64) {
    self.architecture = architecture
    numbers = NormalNumbers(seed: seed)
  }

  package mutating func tensors() -> [(name: String, tensor: Tensor)] {
    let names = WeightNames.canonical
    let (vision, text) = (architecture.vision, architecture.text)
    let patch = [3, architecture.patchSize, architecture.patchSize]
    var all: [(String, Tensor)] = [
      (names.logitScale, Tensor([Float(log(1 / 0.07))], shape: [])),
      (names.classEmbedding, drawn([vision.width], deviation: root(vision.width))),
      (names.patchEmbedding, drawn([vision.width] + patch, deviation: root(patch.reduce(1, *)))),
      (names.imagePositions, drawn([1 + architecture.patches, vision.width], deviation: root(vision.width))),
      (
        names.imageProjection,
        drawn([vision.width, architecture.embedding], deviation: root(vision.width))
      ),
      (names.tokenEmbedding, drawn([architecture.vocabulary, text.width], deviation: 0.02)),
      (names.textPositions, drawn([architecture.context, text.width], deviation: 0.01)),
      (names.textProjection, drawn([text.width, architecture.embedding], deviation: root(text.width))),
    ]
    all += norm(names.imageInputNorm, vision.width) + blocks(vision, names.imageBlock)
    all += norm(names.imageOutputNorm, vision.width)
    all += blocks(text, names.textBlock) + norm(names.textOutputNorm, text.width)
    return all
  }

  private mutating func blocks(
    _ tower: Architecture.Tower, _ names: WeightNames.Block
  ) -> [(String, Tensor)] {
    let width = tower.width
    let residual = root(width) * root(2 * tower.layers)
    var all: [(String, Tensor)] = []
    for layer in 0..<tower.layers {
      let prefix = "\(names.prefix)\(layer)."
      guard case .joined(let weight, let bias) = names.attentionInput else { continue }
      all += norm(prefix + names.attentionNorm, width) + norm(prefix + names.perceptronNorm, width)
      all += [
        (prefix + weight, drawn([3 * width, width], deviation: root(width))),
        (prefix + bias, filled([3 * width], with: 0)),
      ]
      all += linear(prefix + names.attentionOutput, from: width, to: width, deviation: residual)
      all += linear(prefix + names.perceptronInput, from: width, to: 4 * width, deviation: root(2 * width))
      all += linear(prefix + names.perceptronOutput, from: 4 * width, to: width, deviation: residual)
    }
    return all
  }

  private mutating func linear(
    _ prefix: String, from input: Int, to output: Int, deviation: Double
  ) -> [(String, Tensor)] {
    [
      (prefix + "weight", drawn([output, input], deviation: deviation)),
      (prefix + "bias", filled([output], with: 0)),
    ]
  }

  private func norm(_ prefix: String, _ width: Int) -> [(String, Tensor)] {
    [(prefix + "weight", filled([width], with: 1)), (prefix + "bias", filled([width], with: 0))]
  }

  private mutating func drawn(_ shape: [Int], deviation: Double) -> Tensor {
    Tensor((0..<shape.reduce(1, *)).map { _ in Float(deviation * numbers.next()) }, shape: shape)
  }

  private func filled(_ shape: [Int], with number: Float) -> Tensor {
    Tensor([Float](repeating: number, count: shape.reduce(1, *)), shape: shape)
  }

  private func root(_ count: Int) -> Double { 1 / Double(count).squareRoot() }
}

/// Numbers that are nearly normal: the sum of twelve of 0 to 1, less six, which needs no function that machines round
/// differently.
private struct NormalNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += Double(word() >> 11) * 0x1p-53 }
    return sum
  }

  /// SplitMix64: Steele, Lea and Flood, OOPSLA 2014.
  private mutating func word() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    let first = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    let second = (first ^ first >> 27) &* 0x94d0_49bb_1331_11eb
    return second ^ second >> 31
  }
}

extension Architecture {
  /// A toy that fits some megabytes, for pictures whose things are large: 64×64 pixels in patches of 8.
  package static func tiny(vocabulary: Int) -> Architecture {
    Architecture(
      vision: Tower(width: 128, layers: 4, heads: 2), text: Tower(width: 128, layers: 3, heads: 2),
      imageSize: 64, patchSize: 8, context: 77, vocabulary: vocabulary, embedding: 128, activation: .gelu)
  }
}
