import CLIP
import Checkpoints
import Preferences
import Tensors

/// Which CLIP, and what people say of it over what its files say.
struct CLIPWish: Sendable {
  let path: String
  var activation: Activation?
  var preprocessing: ImagePreprocessing.Kind?
  /// The prefix of the weights that are wanted, where the file holds several sets.
  var weights: String?
}

/// A CLIP as its files describe it, the only way to one: scoring and training see a model alike.
struct OpenedCLIP: Sendable {
  let file: ModelFile
  let clip: CLIPCheckpoint
  let sight: PreprocessingChoice

  /// Reads headers and descriptions, so that what is wrong with them is told at once.
  init(_ wish: CLIPWish) throws {
    file = try ModelFile(wish.path)
    clip = try file.clip(
      overriding: ModelConfiguration(activation: wish.activation), weights: wish.weights)
    sight = try file.preprocessing(for: clip, preferring: wish.preprocessing)
  }

  /// The model's own, or OpenAI's. About 20 ms.
  func tokenizer() throws -> Tokenizer {
    let resources = ResourceLocation.ofThisProcess()
    let merges = try resources.path(of: "Data/clip/bpe-merges.txt", calling: "merge table")
    let entities = try resources.path(of: "Data/clip/entities.txt", calling: "table of entities")
    return try file.tokenizer(for: clip) { () throws(TokenizerFault) in
      try Tokenizer(mergeTable: merges, entities: entities)
    }
  }

  /// Reads every byte of files that have changed or are new.
  func id(isCancelled: @Sendable () -> Bool) throws -> CheckpointID {
    try CheckpointDigest()(of: file.checkpoint, isCancelled: isCancelled)
  }

  /// What was taken, in one line, with what decided it.
  /// - Parameter name: where it is not the file's.
  func description(_ preprocessing: String, called name: String? = nil) -> String {
    let others =
      clip.otherSets.isEmpty ? "" : "; the file also holds weights \(clip.otherSets.joined(separator: ", "))"
    return
      "\(name ?? file.name): \(clip.architecture); \(preprocessing); image transform: \(sight.reason)\(others)"
  }
}
