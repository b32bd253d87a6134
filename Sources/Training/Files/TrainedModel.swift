import CLIP
import Checkpoints
import FoundationEssentials
import Glibc

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

  /// Whether a path is to become a file; else it is a folder.
  package static func isFile(_ path: String) -> Bool { path.hasSuffix(".safetensors") }

  /// Puts file or folder in its place when it is whole.
  package func write(to path: String) throws(TrainingFault) {
    if Self.isFile(path) { return try writeWeights(to: path) }
    let part = path + ".part-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: part) }
    guard mkdir(part, 0o777) == 0 else { throw .writing(SaveFault(path: path, code: errno)) }
    for beside in besides {
      do {
        try Data(beside.bytes).write(to: URL(filePath: part).appending(path: beside.name))
      } catch {
        throw .writing(SaveFault(path: path, reason: "\(beside.name) cannot be written"))
      }
    }
    do { try writeWeights(to: part + "/model.safetensors") } catch {
      guard case .writing(let fault) = error else { throw error }
      throw .writing(SaveFault(path: path, reason: fault.reason))
    }
    guard rename(part, path) == 0 else { throw .writing(SaveFault(path: path, code: errno)) }
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
