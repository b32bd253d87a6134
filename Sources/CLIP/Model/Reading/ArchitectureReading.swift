import Checkpoints
import Tensors

extension Architecture {
  /// Reads the sizes off the shapes of the weights. What no shape tells, the number of heads and the activation,
  /// `configuration` says, or else the rules for known models.
  init(
    of checkpoint: Checkpoint, _ names: WeightNames, configuration: ModelConfiguration
  ) throws(CheckpointFault) {
    let shapes = ShapeReader(checkpoint: checkpoint)
    let patch = try shapes.shape(names.patchEmbedding, axes: 4)
    let imagePositions = try shapes.shape(names.imagePositions, axes: 2)
    let textPositions = try shapes.shape(names.textPositions, axes: 2)
    let tokens = try shapes.shape(names.tokenEmbedding, axes: 2)
    let projection = try shapes.shape(names.imageProjection, axes: 2)

    let grid = Int(Double(imagePositions[0] - 1).squareRoot().rounded())
    guard patch[1] == 3, patch[2] == patch[3], patch[2] > 0, grid > 0, grid * grid + 1 == imagePositions[0]
    else {
      throw .unsuitable(
        file: checkpoint.path,
        reason:
          "\(names.patchEmbedding) \(patch) and \(names.imagePositions) \(imagePositions) are not those of square patches of RGB images"
      )
    }
    let (visionWidth, textWidth) = (patch[0], tokens[1])
    try self.init(
      vision: Tower(
        width: visionWidth, layers: shapes.blockCount(names.imageBlock),
        heads: shapes.checked(
          heads: configuration.visionHeads ?? Self.usualVisionHeads(width: visionWidth), width: visionWidth),
        epsilon: configuration.visionEpsilon ?? LayerNorm.usualEpsilon),
      text: Tower(
        width: textWidth, layers: shapes.blockCount(names.textBlock),
        heads: shapes.checked(
          heads: configuration.textHeads ?? Self.usualHeads(width: textWidth, headWidth: 64), width: textWidth
        ), epsilon: configuration.textEpsilon ?? LayerNorm.usualEpsilon),
      imageSize: grid * patch[2], patchSize: patch[2], context: textPositions[0], vocabulary: tokens[0],
      embedding: projection[names.projectionsAreTransposed ? 1 : 0],
      activation: configuration.activation
        ?? Self.usualActivation(visionWidth: visionWidth, textWidth: textWidth))
  }

  private static func usualHeads(width: Int, headWidth: Int) -> Int { max(1, width / headWidth) }

  /// Heads are 64 wide, but for the image towers of open_clip's ViT-H, ViT-g and ViT-bigG.
  private static func usualVisionHeads(width: Int) -> Int {
    let headWidths = [1280: 80, 1408: 88, 1664: 104]
    return usualHeads(width: width, headWidth: headWidths[width] ?? 64)
  }

  /// OpenAI's CLIPs and what was trained on from them, such as HPS v1, have QuickGELU; open_clip's own have GELU.
  /// Models of OpenAI's sizes that open_clip trained anew look the same: for these the user must say.
  private static func usualActivation(visionWidth: Int, textWidth: Int) -> Activation {
    let openAI = [[768, 512], [1024, 768]]
    return openAI.contains([visionWidth, textWidth]) ? .quickGELU : .gelu
  }
}

private struct ShapeReader {
  let checkpoint: Checkpoint

  func shape(_ name: String, axes: Int) throws(CheckpointFault) -> [Int] {
    guard let entry = checkpoint.entry(name) else { throw checkpoint.fault(ofMissing: name) }
    guard entry.shape.count == axes, entry.shape.allSatisfy({ $0 > 0 }) else {
      throw .unsuitable(
        file: checkpoint.path, reason: "\(name) has the shape \(entry.shape), where \(axes) axes belong")
    }
    return entry.shape
  }

  func blockCount(_ names: WeightNames.Block) throws(CheckpointFault) -> Int {
    var count = 0
    func name(_ block: Int) -> String { "\(names.prefix)\(block).\(names.perceptronNorm)weight" }
    while checkpoint.entry(name(count)) != nil { count += 1 }
    // What only code would make is not to end a tower early.
    let end = checkpoint.fault(ofMissing: name(count))
    guard count > 0, case .missingTensor = end else { throw end }
    return count
  }

  func checked(heads: Int, width: Int) throws(CheckpointFault) -> Int {
    guard heads > 0, width % heads == 0 else {
      throw .unsuitable(file: checkpoint.path, reason: "\(heads) heads do not divide a width of \(width)")
    }
    return heads
  }
}
