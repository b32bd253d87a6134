import Checkpoints
import FoundationEssentials
import Preferences
import Tensors

/// A model as people have it on disk: a checkpoint file, or a folder, with what may lie beside the weights. Each dialect
/// of names has files of its own that describe it: transformers' `config.json`, `preprocessor_config.json` and
/// `tokenizer_config.json`, open_clip's `open_clip_config.json`.
package struct ModelFile: Sendable {
  package let checkpoint: Checkpoint
  let folder: ModelFolder
  let path: String

  /// Reads headers only.
  package init(_ path: String) throws(CheckpointFault) {
    checkpoint = try Checkpoint.open(path)
    self.path = path
    var isFolder = false
    if let attributes = try? FileManager.default.attributesOfItem(atPath: path) {
      isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    }
    folder = ModelFolder(path: isFolder ? path : URL(filePath: path).deletingLastPathComponent().path)
  }

  /// What people call the model: its file, or folder, without the ending.
  package var name: String { URL(filePath: path).deletingPathExtension().lastPathComponent }

  /// - Parameters:
  ///   - overrides: what the user says goes before what files say.
  ///   - set: the prefix of the weights that are wanted, where the file holds several.
  package func clip(
    overriding overrides: ModelConfiguration = ModelConfiguration(), weights set: String? = nil
  ) throws(ModelFault) -> CLIPCheckpoint {
    let dialect = try dialect(of: set)
    do throws(ConfigurationFault) {
      let said = try ModelDescription(
        in: folder, of: dialect, ignoringActivation: overrides.activation != nil)
      var configuration = said.configuration
      configuration.take(try ModelConfiguration(metadataOf: checkpoint))
      configuration.take(overrides)
      let clip = try clip(as: configuration, weights: set)
      try said.check(clip)
      return clip
    } catch {
      throw ModelFault(error)
    }
  }

  private func clip(
    as configuration: ModelConfiguration, weights set: String?
  ) throws(ConfigurationFault) -> CLIPCheckpoint {
    do {
      return try CLIPCheckpoint(checkpoint, configuration: configuration, weights: set)
    } catch {
      throw .weights(error)
    }
  }

  private func dialect(of set: String?) throws(ModelFault) -> WeightDialect {
    let sets = WeightSet.all(in: checkpoint)
    // What is missing then is for the reading of the weights to say.
    guard !sets.isEmpty else { return .openAI }
    do {
      let chosen = try WeightSet.chosen(set, from: sets, in: checkpoint)
      return chosen.names.dialect
    } catch {
      throw .checkpoint(error)
    }
  }

  /// The tokenizer beside the weights, or else OpenAI's. open_clip takes the former only where its description says so.
  /// - Throws: also where the tokenizer has ids that the model has no embedding for.
  package func tokenizer(
    for clip: CLIPCheckpoint, openAI: () throws(TokenizerFault) -> Tokenizer
  ) throws(ModelFault) -> Tokenizer {
    let said = try description(of: clip)
    let tokenizer: Tokenizer
    if try said.hasOwnTokenizer(for: clip), let beside = try tokenizerBeside() {
      tokenizer = try said.limited(beside, for: clip)
    } else {
      do { tokenizer = try openAI() } catch { throw .tokenizer(error) }
    }
    guard tokenizer.vocabularySize <= clip.architecture.vocabulary else {
      throw .foreignTokenizer(
        file: path, tokens: tokenizer.vocabularySize, embeddings: clip.architecture.vocabulary)
    }
    return tokenizer
  }

  private func tokenizerBeside() throws(ModelFault) -> Tokenizer? {
    do { return try Tokenizer(beside: folder.path) } catch { throw .tokenizer(error) }
  }

  func description(of clip: CLIPCheckpoint) throws(ModelFault) -> ModelDescription {
    do { return try ModelDescription(in: folder, of: clip.dialect, ignoringActivation: true) } catch {
      throw .configuration(error)
    }
  }
}
