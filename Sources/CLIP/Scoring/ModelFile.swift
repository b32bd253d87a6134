import Checkpoints
import FoundationEssentials
import Preferences
import Tensors

/// A model as people have it on disk: a checkpoint file, or a folder, with what may lie beside the weights.
package struct ModelFile: Sendable {
  package let checkpoint: Checkpoint
  /// Where `config.json` and the tokenizer's files would be.
  let folder: String
  private let path: String

  /// Reads headers only.
  package init(_ path: String) throws(CheckpointFault) {
    checkpoint = try Checkpoint.open(path)
    self.path = path
    var isFolder = false
    if let attributes = try? FileManager.default.attributesOfItem(atPath: path) {
      isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    }
    folder = isFolder ? path : URL(filePath: path).deletingLastPathComponent().path
  }

  /// What people call the model: its file, or folder, without the ending.
  package var name: String { URL(filePath: path).deletingPathExtension().lastPathComponent }

  /// - Parameter overrides: what the user says goes before what `config.json` says.
  package func clip(overriding overrides: ModelConfiguration = ModelConfiguration()) throws(CheckpointFault)
    -> CLIPCheckpoint
  {
    var configuration = ModelConfiguration()
    if let json = try? Data(contentsOf: URL(filePath: folder).appending(path: "config.json")) {
      configuration = ModelConfiguration(json: json)
    }
    configuration.read(checkpoint.metadata)
    configuration.activation = overrides.activation ?? configuration.activation
    configuration.visionHeads = overrides.visionHeads ?? configuration.visionHeads
    configuration.textHeads = overrides.textHeads ?? configuration.textHeads
    return try CLIPCheckpoint(checkpoint, configuration: configuration)
  }

  /// The tokenizer beside the weights, or else OpenAI's.
  /// - Throws: also where the tokenizer has ids that the model has no embedding for.
  package func tokenizer(
    for clip: CLIPCheckpoint, openAI: () throws(TokenizerFault) -> Tokenizer
  ) throws(ModelFault) -> Tokenizer {
    let tokenizer: Tokenizer
    do throws(TokenizerFault) {
      if let own = try Tokenizer(beside: folder) {
        tokenizer = own
      } else {
        tokenizer = try openAI()
      }
    } catch {
      throw .tokenizer(error)
    }
    guard tokenizer.vocabularySize <= clip.architecture.vocabulary else {
      throw .foreignTokenizer(
        file: path, tokens: tokenizer.vocabularySize, embeddings: clip.architecture.vocabulary)
    }
    return tokenizer
  }

  /// What the user prefers, or else what the model was made for: what konomi has trained says it, HPS v2 and v2.1 are told from other models of
  /// their shape by the names that their files are released under.
  package func preprocessing(
    for clip: CLIPCheckpoint, preferring kind: ImagePreprocessing.Kind? = nil
  ) -> ImagePreprocessing {
    let said = ImagePreprocessing.Kind(said: checkpoint.metadata)
    let usual: ImagePreprocessing.Kind = name.hasPrefix("HPS_v2") ? .tensor : .pillow
    return ImagePreprocessing(kind ?? said ?? usual, side: clip.architecture.imageSize)
  }
}

/// Why a model's files do not make a scorer.
package enum ModelFault: Error, Hashable, Sendable {
  case tokenizer(TokenizerFault)
  case foreignTokenizer(file: String, tokens: Int, embeddings: Int)
}

extension ModelFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tokenizer(let fault): "\(fault)"
    case .foreignTokenizer(let file, let tokens, let embeddings):
      "\(file): the tokenizer knows \(tokens) tokens and the model \(embeddings); put the model's own tokenizer.json, or vocab.json and merges.txt, beside it"
    }
  }
}
