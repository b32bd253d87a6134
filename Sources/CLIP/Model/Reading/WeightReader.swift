import Checkpoints
import Tensors

/// Reads weights by name, each of the shape that the architecture wants.
struct WeightReader: Sendable {
  let checkpoint: Checkpoint
  let names: WeightNames
  var isTrained = false

  /// Reads weights that are to be trained, or frozen ones. What is trained is copied, out of a mapping that goes with
  /// the reader, so that the pages copied from do not stay in memory.
  func trained(_ isTrained: Bool) throws(CheckpointFault) -> WeightReader {
    guard isTrained else { return self }
    return WeightReader(checkpoint: try Checkpoint.open(checkpoint.path), names: names, isTrained: true)
  }

  func parameter(_ name: String, _ shape: [Int]) throws(CheckpointFault) -> Parameter {
    Parameter(try checkpoint.tensor(name, shape: shape), isTrained: isTrained)
  }

  func norm(_ prefix: String, of tower: Architecture.Tower) throws(CheckpointFault) -> LayerNorm {
    LayerNorm(
      weight: try parameter(prefix + "weight", [tower.width]),
      bias: try parameter(prefix + "bias", [tower.width]), epsilon: tower.epsilon)
  }

  func linear(_ prefix: String, from input: Int, to output: Int) throws(CheckpointFault) -> Linear {
    Linear(
      weight: try parameter(prefix + "weight", [output, input]),
      bias: try parameter(prefix + "bias", [output]))
  }

  /// A projection into the common space.
  func projection(_ name: String, from width: Int, to embedding: Int) throws(CheckpointFault) -> Projection {
    guard !names.projectionsAreTransposed else {
      return Projection(weight: try parameter(name, [width, embedding]))
    }
    let transposed = try checkpoint.tensor(name, shape: [embedding, width]).transposed
    return Projection(weight: Parameter(transposed, isTrained: isTrained))
  }

  /// The blocks of a tower. Reading them takes most of the time that a model needs to load: what is mapped is
  /// paged in and looked through for numbers that are none.
  func transformer(
    _ tower: Architecture.Tower, _ names: WeightNames.Block, activation: Activation, isCausal: Bool,
    training depth: TrainedDepth, on workers: Workers
  ) throws(CheckpointFault) -> Transformer {
    let blocks = workers.map(tower.layers) { layer in
      Result { () throws(CheckpointFault) in
        try trained(layer >= depth.firstBlock(of: tower.layers)).block(
          layer, tower, names, activation: activation, isCausal: isCausal)
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
      attentionNorm: try norm(prefix + names.attentionNorm, of: tower),
      attentionInput: try attentionInput(prefix, names.attentionInput, width: width),
      attention: Attention(heads: tower.heads, isCausal: isCausal),
      attentionOutput: try linear(prefix + names.attentionOutput, from: width, to: width),
      perceptronNorm: try norm(prefix + names.perceptronNorm, of: tower),
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
        weight: try parameter(prefix + weight, [3 * width, width]),
        bias: try parameter(prefix + bias, [3 * width]))
    case .separate(let parts):
      var (weights, biases): ([Tensor], [Tensor]) = ([], [])
      for part in parts {
        weights.append(try checkpoint.tensor(prefix + part + "weight", shape: [width, width]))
        biases.append(try checkpoint.tensor(prefix + part + "bias", shape: [width]))
      }
      return Linear(
        weight: Parameter(Tensor(concatenating: weights), isTrained: isTrained),
        bias: Parameter(Tensor(concatenating: biases), isTrained: isTrained))
    }
  }
}
