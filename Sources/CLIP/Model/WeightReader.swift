import Checkpoints
import Tensors

/// Reads weights by name, each of the shape that the architecture wants.
struct WeightReader: Sendable {
  let checkpoint: Checkpoint
  let names: WeightNames

  func tensor(_ name: String, _ shape: [Int]) throws(CheckpointFault) -> Tensor {
    try checkpoint.tensor(name, shape: shape)
  }

  func norm(_ prefix: String, width: Int) throws(CheckpointFault) -> LayerNorm {
    LayerNorm(weight: try tensor(prefix + "weight", [width]), bias: try tensor(prefix + "bias", [width]))
  }

  func linear(_ prefix: String, from input: Int, to output: Int) throws(CheckpointFault) -> Linear {
    Linear(
      weight: try tensor(prefix + "weight", [output, input]), bias: try tensor(prefix + "bias", [output]))
  }

  /// A projection into the common space.
  func projection(_ name: String, from width: Int, to embedding: Int) throws(CheckpointFault) -> Linear {
    guard names.projectionsAreTransposed else {
      return Linear(weight: try tensor(name, [embedding, width]))
    }
    return Linear(weight: try tensor(name, [width, embedding]).transposed)
  }

  /// The blocks of a tower. Reading them takes most of the time that a model needs to load: what is mapped is
  /// paged in and looked through for numbers that are none.
  func transformer(
    _ tower: Architecture.Tower, _ names: WeightNames.Block, activation: Activation, isCausal: Bool,
    on workers: Workers
  ) throws(CheckpointFault) -> Transformer {
    let blocks = workers.map(tower.layers) { layer in
      Result { () throws(CheckpointFault) in
        try block(layer, tower, names, activation: activation, isCausal: isCausal)
      }
    }
    var loaded: [ResidualBlock] = []
    for block in blocks { loaded.append(try block.get()) }
    return Transformer(blocks: loaded)
  }

  private func block(
    _ layer: Int, _ tower: Architecture.Tower, _ names: WeightNames.Block, activation: Activation,
    isCausal: Bool
  ) throws(CheckpointFault) -> ResidualBlock {
    let prefix = "\(names.prefix)\(layer)."
    let width = tower.width
    let hiddenName = prefix + names.perceptronInput + "weight"
    let hidden = checkpoint.entry(hiddenName)?.shape.first ?? 4 * width
    return ResidualBlock(
      attentionNorm: try norm(prefix + names.attentionNorm, width: width),
      attentionInput: try attentionInput(prefix, names.attentionInput, width: width),
      attention: Attention(heads: tower.heads, isCausal: isCausal),
      attentionOutput: try linear(prefix + names.attentionOutput, from: width, to: width),
      perceptronNorm: try norm(prefix + names.perceptronNorm, width: width),
      perceptronInput: try linear(prefix + names.perceptronInput, from: width, to: hidden),
      activation: activation,
      perceptronOutput: try linear(prefix + names.perceptronOutput, from: hidden, to: width))
  }

  private func attentionInput(
    _ prefix: String, _ names: WeightNames.AttentionInput, width: Int
  ) throws(CheckpointFault) -> Linear {
    switch names {
    case .joined(let weight, let bias):
      return Linear(
        weight: try tensor(prefix + weight, [3 * width, width]), bias: try tensor(prefix + bias, [3 * width]))
    case .separate(let parts):
      var layers: [Linear] = []
      for part in parts { layers.append(try linear(prefix + part, from: width, to: width)) }
      return Linear(
        weight: Tensor(concatenating: layers.map(\.weight)),
        bias: Tensor(concatenating: layers.compactMap(\.bias)))
    }
  }
}
