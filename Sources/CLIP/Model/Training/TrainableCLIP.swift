import Checkpoints
import Tensors

/// A CLIP in memory of which some parts are trained.
package struct TrainableCLIP: Sendable {
  package let architecture: Architecture
  package let image: ImageTower
  package let text: TextTower
  /// The logarithm of what cosines are multiplied by: one number.
  package let logitScale: Parameter
  private let checkpoint: Checkpoint

  /// Reads and checks all weights. What is trained is copied, and takes twice its size, once for the gradients; the
  /// rest stays in the mapped file where its elements are 32-bit floats, and takes memory from its first use on.
  package init(_ checkpoint: CLIPCheckpoint, training parts: TrainedParts, on workers: Workers)
    throws(CheckpointFault)
  {
    self.checkpoint = checkpoint.weights.checkpoint
    architecture = checkpoint.architecture
    image = try checkpoint.imageTower(training: parts.image, on: workers)
    text = try checkpoint.textTower(training: parts.text, on: workers)
    logitScale = Parameter(
      Tensor([checkpoint.logarithmOfScale], shape: []), isTrained: parts.logitScale)
    giveBackFrozen()
  }

  /// Takes what is frozen out of memory, as far as it lies in the mapped file. To be called once nothing is left to
  /// go through frozen parts, since all of it is cached; whatever does so later brings them back.
  package func giveBackFrozen() { checkpoint.giveBackPages() }

  /// All weights, frozen ones too, by OpenAI's names and in the shapes that they have in OpenAI's files.
  package var parameters: [NamedParameter] {
    parameters(.canonical)
  }

  func parameters(_ names: WeightNames) -> [NamedParameter] {
    [NamedParameter(name: names.logitScale, parameter: logitScale)] + image.parameters(names)
      + text.parameters(names)
  }
}

package struct NamedParameter: Sendable {
  package let name: String
  package let parameter: Parameter
}

extension ImageTower {
  func parameters(_ names: WeightNames) -> [NamedParameter] {
    let patch = [stem.positions.shape[1], 3, stem.patchSize, stem.patchSize]
    return [
      NamedParameter(name: names.classEmbedding, parameter: stem.classEmbedding),
      NamedParameter(name: names.patchEmbedding, parameter: stem.patchEmbedding.weight.reshaped(patch)),
      NamedParameter(name: names.imagePositions, parameter: stem.positions),
    ] + stem.inputNorm.parameters(names.imageInputNorm) + transformer.parameters(names.imageBlock)
      + outputNorm.parameters(names.imageOutputNorm)
      + [NamedParameter(name: names.imageProjection, parameter: projection.weight)]
  }
}

extension TextTower {
  func parameters(_ names: WeightNames) -> [NamedParameter] {
    [
      NamedParameter(name: names.tokenEmbedding, parameter: stem.tokenEmbedding),
      NamedParameter(name: names.textPositions, parameter: stem.positions),
    ] + transformer.parameters(names.textBlock) + outputNorm.parameters(names.textOutputNorm)
      + [NamedParameter(name: names.textProjection, parameter: projection.weight)]
  }
}

extension Transformer {
  fileprivate func parameters(_ names: WeightNames.Block) -> [NamedParameter] {
    blocks.enumerated().flatMap { $1.parameters(names, prefix: "\(names.prefix)\($0).") }
  }
}

extension ResidualBlock {
  fileprivate func parameters(_ names: WeightNames.Block, prefix: String) -> [NamedParameter] {
    attentionNorm.parameters(prefix + names.attentionNorm)
      + attentionInputParameters(names.attentionInput, prefix)
      + attentionOutput.parameters(prefix + names.attentionOutput)
      + perceptronNorm.parameters(prefix + names.perceptronNorm)
      + perceptronInput.parameters(prefix + names.perceptronInput)
      + perceptronOutput.parameters(prefix + names.perceptronOutput)
  }

  private func attentionInputParameters(
    _ names: WeightNames.AttentionInput, _ prefix: String
  ) -> [NamedParameter] {
    switch names {
    case .joined(let weight, let bias):
      attentionInput.parameters(weight: prefix + weight, bias: prefix + bias)
    case .separate(let parts):
      parts.enumerated().flatMap { part, name in
        attentionInput.outputs(part * width..<(part + 1) * width).parameters(prefix + name)
      }
    }
  }
}

extension LayerNorm {
  fileprivate func parameters(_ prefix: String) -> [NamedParameter] {
    [
      NamedParameter(name: prefix + "weight", parameter: weight),
      NamedParameter(name: prefix + "bias", parameter: bias),
    ]
  }
}

extension Linear {
  fileprivate func parameters(_ prefix: String) -> [NamedParameter] {
    parameters(weight: prefix + "weight", bias: prefix + "bias")
  }

  fileprivate func parameters(weight weightName: String, bias biasName: String) -> [NamedParameter] {
    [NamedParameter(name: weightName, parameter: weight)]
      + (bias.map { [NamedParameter(name: biasName, parameter: $0)] } ?? [])
  }
}
