import Tensors

/// The `config.json` of transformers' CLIPModel. What it leaves out has the values that transformers gives it. What would
/// change figures and is not computed here is refused; what cannot, such as dropout, is passed over.
struct HuggingFaceConfiguration {
  let model: ModelConfiguration
  /// The token at which the text tower is read; `nil` for the one with the highest id, which is what 2 means, as the
  /// first files published have it.
  let endOfText: Int?
  private let file: ConfigurationObject
  private let vision: ConfigurationObject
  private let text: ConfigurationObject

  /// - Parameters:
  ///   - isNeeded: whether the weights are transformers'. Else a file that describes no CLIP says nothing of them.
  ///   - ignoringActivation: where people say another.
  init?(
    _ file: ConfigurationObject, isNeeded: Bool, ignoringActivation: Bool
  ) throws(ConfigurationFault) {
    if !isNeeded, file.shown("model_type") != "“clip”" { return nil }
    guard let vision = try file.object("vision_config"), let text = try file.object("text_config") else {
      throw file.refusal(
        of: file.has("vision_config") ? "text_config" : "vision_config",
        because: "a CLIP needs both; get the file again")
    }
    self.file = file
    self.vision = vision
    self.text = text
    try file.requireUsual(
      ["model_type": ["“clip”"]], because: "konomi reads transformers' CLIPModel; name such a model")
    for key in ["quantization_config", "vision_config_dict", "text_config_dict"] where file.has(key) {
      guard key == "quantization_config" else {
        try Self.compare(try file.object(key), with: key.hasPrefix("v") ? vision : text)
        continue
      }
      throw file.refusal(
        of: key, because: "konomi computes with the weights as they are; get the model unquantized")
    }
    try vision.requireUsual(["num_channels": ["3"]], because: "konomi gives models three channels")
    for tower in [vision, text] {
      try tower.requireUsual(
        ["pruned_heads": ["{}"], "is_decoder": ["false"], "add_cross_attention": ["false"]],
        because: "konomi computes CLIP's own towers only; name an ordinary CLIP")
    }
    var model = ModelConfiguration(
      visionHeads: try vision.count("num_attention_heads") ?? 12,
      textHeads: try text.count("num_attention_heads") ?? 8)
    model.visionEpsilon = try Self.epsilon(of: vision)
    model.textEpsilon = try Self.epsilon(of: text)
    if !ignoringActivation {
      let activation = try Self.activation(of: vision)
      guard try Self.activation(of: text) == activation else {
        throw text.refusal(
          of: "hidden_act",
          because:
            "the image tower has another, \(activation == .gelu ? "gelu" : "quick_gelu"), and konomi computes both with one; --activation chooses it"
        )
      }
      model.activation = activation
    }
    self.model = model
    let end = try text.count("eos_token_id") ?? 49_407
    endOfText = end == 2 ? nil : end
  }

  /// Refuses sizes that are not those of the weights.
  func check(_ architecture: Architecture, hidden: (vision: Int, text: Int)) throws(ConfigurationFault) {
    for (object, tower, hidden) in [
      (vision, architecture.vision, hidden.vision), (text, architecture.text, hidden.text),
    ] {
      try object.require("hidden_size", toBe: tower.width)
      try object.require("intermediate_size", toBe: hidden)
      try object.require("num_hidden_layers", toBe: tower.layers)
    }
    try vision.require("image_size", toBe: architecture.imageSize)
    try vision.require("patch_size", toBe: architecture.patchSize)
    try text.require("max_position_embeddings", toBe: architecture.context)
    try text.require("vocab_size", toBe: architecture.vocabulary)
    try file.require("projection_dim", toBe: architecture.embedding)
  }

  /// Refuses a tokenizer at whose end the text tower would not be read.
  func check(_ tokenizer: Tokenizer) throws(ConfigurationFault) {
    let end = Int(tokenizer.end)
    if let endOfText, endOfText != end {
      throw text.refusal(
        of: "eos_token_id", because: "the tokenizer ends prompts with \(end); get both from the same model")
    }
    if endOfText == nil, end != tokenizer.vocabularySize - 1 {
      throw text.refusal(
        of: "eos_token_id",
        because:
          "the text tower is read at the highest id of a prompt then, and the tokenizer has ids above its end, \(end); set it to \(end)"
      )
    }
  }

  private static func epsilon(of tower: ConfigurationObject) throws(ConfigurationFault) -> Float? {
    guard let epsilon = try tower.number("layer_norm_eps") else { return nil }
    guard epsilon >= 0, epsilon < 1 else {
      throw tower.refusal(of: "layer_norm_eps", because: "a small number belongs there; get the file again")
    }
    return Float(epsilon)
  }

  private static func activation(of tower: ConfigurationObject) throws(ConfigurationFault) -> Activation {
    switch try tower.text("hidden_act") ?? "quick_gelu" {
    case "quick_gelu": return .quickGELU
    case "gelu": return .gelu
    default:
      throw tower.refusal(
        of: "hidden_act",
        because:
          "konomi computes gelu and quick_gelu; --activation gelu or quick-gelu takes one of them instead"
      )
    }
  }

  /// The older spelling of a tower's description goes before the newer one; here the two must agree.
  private static func compare(
    _ old: ConfigurationObject?, with new: ConfigurationObject
  ) throws(ConfigurationFault) {
    guard let old else { return }
    for key in ["hidden_act", "layer_norm_eps", "num_attention_heads", "eos_token_id"] where old.has(key) {
      guard old.shown(key) == new.shown(key) else {
        throw old.refusal(
          of: key, because: "elsewhere in the file it is \(new.shown(key) ?? "left out"); make the two agree")
      }
    }
  }
}
