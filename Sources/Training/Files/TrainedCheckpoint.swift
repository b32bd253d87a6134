import CLIP
import Checkpoints

/// Writes a trained CLIP as open_clip and `konomi score` read it.
package struct TrainedCheckpoint {
  private let model: TrainableCLIP
  private let type: SavedType
  private let metadata: [String: String]

  /// - Parameters:
  ///   - type: of all weights.
  ///   - preprocessing: the kind that the model was trained with.
  package init(
    _ model: TrainableCLIP, as type: SavedType, record: TrainingRecord, preprocessing: ImagePreprocessing.Kind
  ) {
    self.model = model
    self.type = type
    metadata = [
      // What transformers asks of a file before it reads it.
      "format": "pt",
      ModelFile.activationKey: model.architecture.activation.rawValue,
      ModelFile.preprocessingKey: preprocessing.rawValue,
      "konomi.training": record.json,
    ]
  }

  package func write(to path: String) throws(TrainingFault) {
    let items = model.parameters.map { named in
      SafetensorsWriter.Item(named.name, shape: named.parameter.shape, as: type) { named.parameter.tensor }
    }
    do {
      try SafetensorsWriter.write(items, metadata: metadata, to: path)
    } catch {
      throw .writing(error)
    }
  }
}
