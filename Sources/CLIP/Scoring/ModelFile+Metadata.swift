import FoundationEssentials
import Tensors

extension ModelFile {
  /// What the metadata of a checkpoint has to say for others to take it as what it is: all that no shape tells.
  package static func metadata(
    of architecture: Architecture, preprocessing: ImagePreprocessing.Kind
  ) -> [String: String] {
    [
      Key.activation: architecture.activation.rawValue, Key.visionHeads: "\(architecture.vision.heads)",
      Key.textHeads: "\(architecture.text.heads)", Key.preprocessing: preprocessing.rawValue,
    ]
  }

  /// The files of a tokenizer of its own that lie beside the weights; their paths.
  package var tokenizerFiles: [String] {
    let names = [
      "tokenizer.json", "vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json",
    ]
    return names.map { URL(filePath: folder).appending(path: $0).path }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }

  fileprivate enum Key {
    static let activation = "konomi.activation"
    static let visionHeads = "konomi.vision_heads"
    static let textHeads = "konomi.text_heads"
    static let preprocessing = "konomi.preprocessing"
  }
}

extension ModelConfiguration {
  /// Takes what the metadata of a checkpoint says; the rest stays.
  mutating func read(_ metadata: [String: String]) {
    activation = metadata[ModelFile.Key.activation].flatMap(Activation.init) ?? activation
    visionHeads = metadata[ModelFile.Key.visionHeads].flatMap(Int.init) ?? visionHeads
    textHeads = metadata[ModelFile.Key.textHeads].flatMap(Int.init) ?? textHeads
  }
}

extension ImagePreprocessing.Kind {
  init?(said metadata: [String: String]) {
    guard let word = metadata[ModelFile.Key.preprocessing] else { return nil }
    self.init(rawValue: word)
  }
}
