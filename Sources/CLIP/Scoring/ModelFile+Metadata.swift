import Checkpoints
import FoundationEssentials
import Tensors

extension ModelFile {
  /// What the metadata of a checkpoint has to say for others to take it as what it is: all that no shape tells.
  package static func metadata(
    of architecture: Architecture, preprocessing: ImagePreprocessing
  ) -> [String: String] {
    var metadata = [
      Key.activation: architecture.activation.rawValue, Key.visionHeads: "\(architecture.vision.heads)",
      Key.textHeads: "\(architecture.text.heads)", Key.preprocessing: preprocessing.saved,
    ]
    if architecture.vision.epsilon != LayerNorm.usualEpsilon {
      metadata[Key.visionEpsilon] = "\(architecture.vision.epsilon)"
    }
    if architecture.text.epsilon != LayerNorm.usualEpsilon {
      metadata[Key.textEpsilon] = "\(architecture.text.epsilon)"
    }
    return metadata
  }

  /// The files of a tokenizer of its own that lie beside the weights; their paths.
  package var tokenizerFiles: [String] {
    ["tokenizer.json", "vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json"]
      .filter(folder.has).map(folder.path)
  }

  fileprivate enum Key {
    static let activation = "konomi.activation"
    static let visionHeads = "konomi.vision_heads"
    static let textHeads = "konomi.text_heads"
    static let visionEpsilon = "konomi.vision_epsilon"
    static let textEpsilon = "konomi.text_epsilon"
    static let preprocessing = "konomi.preprocessing"
  }
}

extension ModelConfiguration {
  /// What konomi has written into the metadata of a checkpoint.
  init(metadataOf checkpoint: Checkpoint) throws(ConfigurationFault) {
    activation = try checkpoint.said(ModelFile.Key.activation) { Activation(rawValue: $0) }
    visionHeads = try checkpoint.said(ModelFile.Key.visionHeads) { Int($0) }
    textHeads = try checkpoint.said(ModelFile.Key.textHeads) { Int($0) }
    visionEpsilon = try checkpoint.said(ModelFile.Key.visionEpsilon) { Float($0) }
    textEpsilon = try checkpoint.said(ModelFile.Key.textEpsilon) { Float($0) }
  }
}

extension ImagePreprocessing {
  /// - Parameter side: of the images that the model takes.
  /// - Returns: `nil` where the metadata says nothing of it.
  init?(saidBy checkpoint: Checkpoint, side: Int) throws(ConfigurationFault) {
    let said = try checkpoint.said(ModelFile.Key.preprocessing) { text -> ImagePreprocessing? in
      if let kind = Kind(rawValue: text) { return ImagePreprocessing(kind, side: side) }
      let value = try? JSONDecoder().decode(ImagePreprocessing.self, from: Data(text.utf8))
      return value.flatMap { $0.side == side && $0.deviation.min() > 0 ? $0 : nil }
    }
    guard let said else { return nil }
    self = said
  }

  /// A word for what a kind is by default, else JSON.
  fileprivate var saved: String {
    if self == ImagePreprocessing(kind, side: side) { return kind.rawValue }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = try? encoder.encode(self)
    return json.map { String(decoding: $0, as: UTF8.self) } ?? kind.rawValue
  }
}

extension Checkpoint {
  /// - Returns: `nil` where the metadata does not have the key.
  fileprivate func said<Value>(
    _ key: String, _ read: (String) -> Value?
  ) throws(ConfigurationFault) -> Value? {
    guard let text = metadata[key] else { return nil }
    guard let value = read(text) else {
      throw .refused(
        file: path, key: key, value: "“\(text)”",
        reason:
          "another konomi wrote it, or nobody; use the konomi that the model was trained with, or a newer one"
      )
    }
    return value
  }
}
