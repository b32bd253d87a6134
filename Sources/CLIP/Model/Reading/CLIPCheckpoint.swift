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
  /// Which of several CLIPs in the file it is, in a word; `nil` where it is the only one.
  package let set: String?
  /// The other ones, in words.
  package let otherSets: [String]

  /// Reads headers and one number.
  /// - Parameter set: the prefix of the weights that are wanted, where a file holds several.
  /// - Throws: `CheckpointFault` where there is no CLIP, or one that cannot be, or several.
  package init(
    _ checkpoint: Checkpoint, configuration: ModelConfiguration = ModelConfiguration(),
    weights set: String? = nil
  ) throws(CheckpointFault) {
    let sets = WeightSet.all(in: checkpoint)
    guard !sets.isEmpty else {
      throw .unsuitable(
        file: checkpoint.path,
        reason:
          "it holds no CLIP: neither visual.conv1.weight nor vision_model.embeddings.patch_embedding.weight is there"
      )
    }
    let chosen = try WeightSet.chosen(set, from: sets, in: checkpoint)
    let names = chosen.names
    self.set = sets.count > 1 ? chosen.word : nil
    otherSets = sets.filter { $0 != chosen }.map(\.word)
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
        inputNorm: try stem.norm(names.imageInputNorm, of: architecture.vision)),
      transformer: try weights.transformer(
        architecture.vision, names.imageBlock, activation: architecture.activation, isCausal: false,
        training: depth, on: workers),
      outputNorm: try end.norm(names.imageOutputNorm, of: architecture.vision),
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
      outputNorm: try end.norm(names.textOutputNorm, of: architecture.text),
      projection: try weights.trained(depth.trainsProjection).projection(
        names.textProjection, from: width, to: architecture.embedding),
      trained: depth)
  }
}

extension CLIPCheckpoint {
  /// Whose names the weights have.
  var dialect: WeightDialect { weights.names.dialect }

  /// What changes embeddings beside checkpoint, pixels and tokens; part of a scorer's identity.
  package var words: [String] {
    var words = [architecture.activation.rawValue]
    let epsilons = [architecture.vision.epsilon, architecture.text.epsilon]
    if epsilons != [LayerNorm.usualEpsilon, LayerNorm.usualEpsilon] {
      words.append(
        "layer norm \(Set(epsilons).count == 1 ? "\(epsilons[0])" : "\(epsilons[0])/\(epsilons[1])")")
    }
    if let set { words.append("weights \(set)") }
    return words
  }

  /// Columns of the first hidden layer of each tower's perceptrons.
  var hiddenWidths: (vision: Int, text: Int) {
    func width(_ names: WeightNames.Block) -> Int {
      weights.checkpoint.entry("\(names.prefix)0.\(names.perceptronInput)weight")?.shape.first ?? 0
    }
    return (width(weights.names.imageBlock), width(weights.names.textBlock))
  }

  /// How the weights stand in the file.
  var elementType: ElementType? { weights.checkpoint.entry(weights.names.patchEmbedding)?.elementType }
}
