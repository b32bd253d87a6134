import Checkpoints
import Glibc
import Tensors

/// A checkpoint that holds a CLIP: what it is, known from its headers alone, and its towers on demand.
package struct CLIPCheckpoint: Sendable {
  package let architecture: Architecture
  /// What cosines are multiplied by: the exponential of the number in the file.
  package let logitScale: Double
  private let weights: WeightReader

  /// Reads headers and one number.
  /// - Throws: `CheckpointFault` where there is no CLIP, or one that cannot be.
  package init(_ checkpoint: Checkpoint, configuration: ModelConfiguration = ModelConfiguration())
    throws(CheckpointFault)
  {
    guard let names = WeightNames(checkpoint.names) else {
      throw .unsuitable(
        file: checkpoint.path,
        reason:
          "it holds no CLIP: neither visual.conv1.weight nor vision_model.embeddings.patch_embedding.weight is there"
      )
    }
    weights = WeightReader(checkpoint: checkpoint, names: names)
    architecture = try Architecture(of: checkpoint, names, configuration: configuration)
    logitScale = exp(Double(try checkpoint.scalar(names.logitScale)))
  }

  /// Reads and checks about three quarters of the file.
  package func imageTower(on workers: Workers) throws(CheckpointFault) -> ImageTower {
    let names = weights.names
    let width = architecture.vision.width
    let patch = architecture.patchSize
    return ImageTower(
      patchSize: patch,
      patchEmbedding: Linear(
        weight: try weights.tensor(names.patchEmbedding, [width, 3, patch, patch])
          .reshaped([width, 3 * patch * patch])),
      classEmbedding: try weights.tensor(names.classEmbedding, [width]),
      positions: try weights.tensor(names.imagePositions, [1 + architecture.patches, width]),
      inputNorm: try weights.norm(names.imageInputNorm, width: width),
      transformer: try weights.transformer(
        architecture.vision, names.imageBlock, activation: architecture.activation, isCausal: false,
        on: workers),
      outputNorm: try weights.norm(names.imageOutputNorm, width: width),
      projection: try weights.projection(names.imageProjection, from: width, to: architecture.embedding))
  }

  /// Reads and checks about a quarter of the file.
  package func textTower(on workers: Workers) throws(CheckpointFault) -> TextTower {
    let names = weights.names
    let width = architecture.text.width
    return TextTower(
      tokenEmbedding: try weights.tensor(names.tokenEmbedding, [architecture.vocabulary, width]),
      positions: try weights.tensor(names.textPositions, [architecture.context, width]),
      transformer: try weights.transformer(
        architecture.text, names.textBlock, activation: architecture.activation, isCausal: true, on: workers),
      outputNorm: try weights.norm(names.textOutputNorm, width: width),
      projection: try weights.projection(names.textProjection, from: width, to: architecture.embedding))
  }
}
