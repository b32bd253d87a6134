import CLIP
import Checkpoints
import FoundationEssentials
import Imaging
import Preferences
import Tensors
import Training

/// What a training begins with: a CLIP, and how it sees prompts and images.
struct TrainingBase {
  let clip: CLIPCheckpoint
  let tokenizer: Tokenizer
  let preprocessing: ImagePreprocessing
  let name: String
  let id: CheckpointID
  /// The tokenizer's own files, where it is not OpenAI's.
  let besides: [TrainedModel.Beside]

  /// Says what it is in one line.
  var description: String {
    "\(name): \(clip.architecture); \(preprocessing.name), \(tokenizer.name), \(clip.architecture.activation.rawValue)"
  }

  init(
    modelAt path: String, activation: Activation?, preprocessing kind: ImagePreprocessing.Kind?,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    let file = try ModelFile(path)
    clip = try file.clip(overriding: ModelConfiguration(activation: activation))
    preprocessing = file.preprocessing(for: clip, preferring: kind)
    let resources = ResourceLocation.ofThisProcess()
    let merges = try resources.path(of: "Data/clip/bpe-merges.txt", calling: "merge table")
    let entities = try resources.path(of: "Data/clip/entities.txt", calling: "table of entities")
    tokenizer = try file.tokenizer(for: clip) { () throws(TokenizerFault) in
      try Tokenizer(mergeTable: merges, entities: entities)
    }
    name = file.name
    id = try CheckpointDigest()(of: file.checkpoint, isCancelled: isCancelled)
    besides = try file.tokenizerFiles.map { path in
      do {
        let bytes = try Data(contentsOf: URL(filePath: path))
        return TrainedModel.Beside(name: URL(filePath: path).lastPathComponent, bytes: Array(bytes))
      } catch {
        throw CommandFailure(.noInput, "\(path): cannot be read; check the file and its permissions")
      }
    }
  }
}
