import Checkpoints
import Glibc
import Tensors

/// A checkpoint that holds a CLIP: what it is, known from its headers alone, and its towers on demand.
package struct CLIPCheckpoint: Sendable {
  package let architecture: Architecture
  /// What cosines are multiplied by: the exponential of the number in the file.
  package var logitScale: Double { exp(Double(logarithmOfScale)) }
  let logarithmOfScale: Float
  let weights: WeightReader

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
    logarithmOfScale = try checkpoint.scalar(names.logitScale)
  }

  /// Reads and checks about three quarters of the file.
  /// - Parameter depth: what of the tower is trained, and so copied.
  package func imageTower(
    training depth: TrainedDepth = .nothing, on workers: Workers
  ) throws(CheckpointFault) -> ImageTower {
    let names = weights.names
    let width = architecture.vision.width
    let patch = architecture.patchSize
    let stem = try weights.trained(depth.trainsStem)
    let end = try weights.trained(depth.trainsOutputNorm)
    return ImageTower(
      stem: ImageStem(
        patchSize: patch,
        patchEmbedding: Linear(
          weight: try stem.parameter(names.patchEmbedding, [width, 3, patch, patch])
            .reshaped([width, 3 * patch * patch])),
        classEmbedding: try stem.parameter(names.classEmbedding, [width]),
        positions: try stem.parameter(names.imagePositions, [1 + architecture.patches, width]),
        inputNorm: try stem.norm(names.imageInputNorm, width: width)),
      transformer: try weights.transformer(
        architecture.vision, names.imageBlock, activation: architecture.activation, isCausal: false,
        training: depth, on: workers),
      outputNorm: try end.norm(names.imageOutputNorm, width: width),
      projection: try weights.trained(depth.trainsProjection).projection(
        names.imageProjection, from: width, to: architecture.embedding),
      trained: depth)
  }

  /// Reads and checks about a quarter of the file.
  /// - Parameter depth: what of the tower is trained, and so copied.
  package func textTower(
    training depth: TrainedDepth = .nothing, on workers: Workers
  ) throws(CheckpointFault) -> TextTower {
    let names = weights.names
    let width = architecture.text.width
    let stem = try weights.trained(depth.trainsStem)
    let end = try weights.trained(depth.trainsOutputNorm)
    return TextTower(
      stem: TextStem(
        tokenEmbedding: try stem.parameter(names.tokenEmbedding, [architecture.vocabulary, width]),
        positions: try stem.parameter(names.textPositions, [architecture.context, width])),
      transformer: try weights.transformer(
        architecture.text, names.textBlock, activation: architecture.activation, isCausal: true,
        training: depth, on: workers),
      outputNorm: try end.norm(names.textOutputNorm, width: width),
      projection: try weights.trained(depth.trainsProjection).projection(
        names.textProjection, from: width, to: architecture.embedding),
      trained: depth)
  }
}
