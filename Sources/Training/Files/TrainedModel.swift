import CLIP
import Checkpoints
import Output

/// Writes a trained CLIP as `konomi score` and others read it: a file, or a folder with the tokenizer beside it.
package struct TrainedModel {
  private let model: TrainableCLIP
  private let type: SavedType
  private let dialect: WeightDialect
  private let metadata: [String: String]
  private let besides: [Beside]

  /// A file that belongs beside the weights.
  package struct Beside: Hashable, Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// - Parameters:
  ///   - type: of all weights.
  ///   - preprocessing: what the model was trained with.
  ///   - besides: only for a folder.
  package init(
    _ model: TrainableCLIP, as type: SavedType, named dialect: WeightDialect = .openAI,
    record: TrainingRecord,
    preprocessing: ImagePreprocessing, besides: [Beside] = []
  ) {
    self.model = model
    self.type = type
    self.dialect = dialect
    self.besides = besides
    metadata = ModelFile.metadata(of: model.architecture, preprocessing: preprocessing).merging([
      // What transformers asks of a file before it reads it.
      "format": "pt", "konomi.training": record.json,
    ]) { $1 }
  }

  /// What `write` writes, but for some kilobytes.
  package static func byteCount(of model: TrainableCLIP, as type: SavedType, besides: [Beside]) -> Int {
    model.weights(named: .openAI).reduce(0) { $0 + $1.shape.reduce(1, *) * type.byteCount }
      + besides.reduce(0) { $0 + $1.bytes.count }
  }

  /// Whether a path is to become a file; else it is a folder.
  package static func isFile(_ path: String) -> Bool { path.hasSuffix(".safetensors") }

  /// Puts file or folder in its place when it is whole.
  package func write(to path: String) throws(TrainingFault) {
    if Self.isFile(path) { return try writeWeights(to: path) }
    do throws(OutputFault) {
      let folder = try NewFolder(path: path)
      for beside in besides { try folder.file(beside.name).write(beside.bytes) }
      do { try writeWeights(to: folder.growing("model.safetensors")) } catch {
        guard case .writing(let fault) = error else { throw OutputFault(path: path, reason: "\(error)") }
        throw OutputFault(path: path, reason: fault.reason)
      }
      try folder.commit()
    } catch {
      throw .writing(SaveFault(error, of: path))
    }
  }

  private func writeWeights(to path: String) throws(TrainingFault) {
    let items = model.weights(named: dialect).map { weight in
      SafetensorsWriter.Item(weight.name, shape: weight.shape, as: type, weight.tensor)
    }
    do {
      try SafetensorsWriter.write(items, metadata: metadata, to: path)
    } catch {
      throw .writing(error)
    }
  }
}
