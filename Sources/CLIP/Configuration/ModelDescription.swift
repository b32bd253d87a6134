import Tensors

/// What the files beside weights say of them: those of the weights' own dialect. Weights by OpenAI's names have
/// open_clip's description, or where there is none transformers', which some folders have for both.
struct ModelDescription {
  let openCLIP: OpenCLIPConfiguration?
  let huggingFace: HuggingFaceConfiguration?
  let configuration: ModelConfiguration
  private let folder: ModelFolder

  /// - Parameter ignoringActivation: where people say another than the files.
  init(
    in folder: ModelFolder, of dialect: WeightDialect, ignoringActivation: Bool
  ) throws(ConfigurationFault) {
    self.folder = folder
    if dialect == .openAI, let file = try folder.configuration("open_clip_config.json") {
      let openCLIP = try OpenCLIPConfiguration(file)
      self.openCLIP = openCLIP
      huggingFace = nil
      configuration = try openCLIP.configuration()
      return
    }
    openCLIP = nil
    if let file = try folder.configuration("config.json"),
      let huggingFace = try HuggingFaceConfiguration(
        file, isNeeded: dialect == .huggingFace, ignoringActivation: ignoringActivation)
    {
      self.huggingFace = huggingFace
      configuration = huggingFace.model
    } else {
      huggingFace = nil
      configuration = ModelConfiguration()
    }
  }

  /// Refuses a description of other weights.
  func check(_ clip: CLIPCheckpoint) throws(ConfigurationFault) {
    try openCLIP?.check(clip.architecture)
    try huggingFace?.check(clip.architecture, hidden: clip.hiddenWidths)
  }

  /// Whether a tokenizer beside the weights is the model's.
  func hasOwnTokenizer(for clip: CLIPCheckpoint) throws(ModelFault) -> Bool {
    do {
      return try openCLIP?.hasOwnTokenizer(vocabulary: clip.architecture.vocabulary) ?? true
    } catch {
      throw .configuration(error)
    }
  }

  /// The tokenizer that lies beside the weights, as its own file wants it.
  func limited(_ tokenizer: Tokenizer, for clip: CLIPCheckpoint) throws(ModelFault) -> Tokenizer {
    do {
      try huggingFace?.check(tokenizer)
      guard let file = try folder.configuration("tokenizer_config.json") else { return tokenizer }
      let said = try TokenizerConfiguration(file, hasWholeFile: folder.has("tokenizer.json"))
      guard let limit = said.limit, limit < clip.architecture.context else { return tokenizer }
      return tokenizer.limited(to: limit)
    } catch {
      throw .configuration(error)
    }
  }
}
