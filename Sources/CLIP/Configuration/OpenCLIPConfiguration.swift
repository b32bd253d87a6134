import Tensors

/// The `open_clip_config.json` of a folder that open_clip reads as `local-dir:` or out of a hub. What it leaves out has
/// open_clip's own values.
struct OpenCLIPConfiguration {
  private let model: ConfigurationObject
  private let vision: ConfigurationObject
  private let text: ConfigurationObject
  private let image: ConfigurationObject?

  init(_ file: ConfigurationObject) throws(ConfigurationFault) {
    guard let model = try file.object("model_cfg"), let vision = try model.object("vision_cfg"),
      let text = try model.object("text_cfg")
    else {
      throw file.refusal(
        of: "model_cfg",
        because: "a description with vision_cfg and text_cfg belongs there; get the file again")
    }
    self.model = model
    self.vision = vision
    self.text = text
    image = try file.object("preprocess_cfg")
    let reason = "konomi computes CLIP's own towers only; name an ordinary CLIP"
    // Of a ResNet they are four.
    _ = try vision.count("layers")
    if model.has("multimodal_cfg") { throw model.refusal(of: "multimodal_cfg", because: reason) }
    for key in ["timm_model_name", "act_kwargs", "ls_init_value"] where vision.has(key) {
      throw vision.refusal(of: key, because: reason)
    }
    for key in ["hf_model_name", "act_kwargs", "ls_init_value"] where text.has(key) {
      throw text.refusal(of: key, because: reason)
    }
    for tower in [vision, text] { try tower.requireUsual(Self.usual, because: reason) }
    try vision.requireUsual(["pool_type": ["“tok”"], "pos_embed_type": ["“learnable”"]], because: reason)
    try text.requireUsual(["pool_type": ["“argmax”"], "proj_type": ["“linear”"]], because: reason)
  }

  /// Values of keys under which a tower is the one that is computed here.
  private static let usual: [String: [String]] = Dictionary(
    uniqueKeysWithValues: [
      "attentional_pool", "no_ln_pre", "final_ln_after_pool", "qk_norm", "scaled_cosine_attn", "scale_heads",
      "scale_attn_inner", "scale_attn", "scale_fc", "embed_cls", "no_causal_mask", "proj_bias",
    ].map { ($0, ["false"]) })

  func configuration() throws(ConfigurationFault) -> ModelConfiguration {
    var configuration = ModelConfiguration(
      activation: try model.flag("quick_gelu") ?? false ? .quickGELU : .gelu,
      textHeads: try text.count("heads") ?? 8)
    let width = try vision.count("width") ?? 768
    let headWidth = try vision.count("head_width") ?? 64
    guard headWidth > 0 else {
      throw vision.refusal(of: "head_width", because: "a number above 0 belongs there; get the file again")
    }
    configuration.visionHeads = width / headWidth
    configuration.visionEpsilon = try Self.epsilon(of: vision)
    configuration.textEpsilon = try Self.epsilon(of: text)
    return configuration
  }

  /// Refuses sizes that are not those of the weights.
  func check(_ architecture: Architecture) throws(ConfigurationFault) {
    try model.require("embed_dim", toBe: architecture.embedding)
    try vision.require("width", toBe: architecture.vision.width)
    try vision.require("layers", toBe: architecture.vision.layers)
    try vision.require("image_size", toBe: architecture.imageSize)
    try vision.require("patch_size", toBe: architecture.patchSize)
    try text.require("width", toBe: architecture.text.width)
    try text.require("layers", toBe: architecture.text.layers)
    try text.require("context_length", toBe: architecture.context)
    try text.require("vocab_size", toBe: architecture.vocabulary)
  }

  /// The transform that open_clip gives the model. `size` says nothing: the model's own goes before it there.
  func preprocessing(side: Int) throws(ConfigurationFault) -> ImagePreprocessing {
    guard let image else { return .pillow(side: side) }
    try image.requireUsual(["mode": ["“RGB”"]], because: "open_clip itself refuses it; get the file again")
    let filter: ResamplingFilter
    switch try image.text("interpolation") ?? "bicubic" {
    // For training; where nothing is drawn it means bicubic.
    case "bicubic", "random": filter = .bicubic
    case "bilinear": filter = .bilinear
    default:
      throw image.refusal(
        of: "interpolation", because: "open_clip has bicubic and bilinear; get the file again")
    }
    let (mean, deviation) = try image.meanAndDeviation("mean", "std")
    let resizing: ImagePreprocessing.Resizing
    switch try image.text("resize_mode") ?? "shortest" {
    case "shortest": resizing = .shorterSide(side)
    case "longest": resizing = .longerSide(side)
    case "squash": resizing = .exactly(width: side, height: side)
    default:
      throw image.refusal(
        of: "resize_mode", because: "open_clip has shortest, longest and squash; get the file again")
    }
    let fill = try image.count("fill_color") ?? 0
    guard fill <= 255 else {
      throw image.refusal(of: "fill_color", because: "a number up to 255 belongs there; get the file again")
    }
    return .pillow(
      side: side, resizing: resizing, filter: filter, fill: resizing == .longerSide(side) ? UInt8(fill) : 0,
      mean: mean, deviation: deviation)
  }

  /// Whether prompts go through the tokenizer beside the weights, and not through open_clip's own.
  func hasOwnTokenizer(vocabulary: Int) throws(ConfigurationFault) -> Bool {
    if let kwargs = try text.object("tokenizer_kwargs"), !kwargs.keys.isEmpty {
      throw text.refusal(
        of: "tokenizer_kwargs",
        because: "konomi computes the tokenizers as they are without; name an ordinary CLIP")
    }
    try text.requireUsual(
      ["tokenizer_mode": ["“”"]], because: "konomi does not compute it; name an ordinary CLIP")
    let name = try text.text("hf_tokenizer_name") ?? ""
    return !name.isEmpty || vocabulary != 49_408
  }

  private static func epsilon(of tower: ConfigurationObject) throws(ConfigurationFault) -> Float? {
    guard let norm = try tower.object("norm_kwargs") else { return nil }
    guard norm.keys.allSatisfy({ $0 == "eps" }) else {
      throw tower.refusal(of: "norm_kwargs", because: "konomi reads eps only; name an ordinary CLIP")
    }
    return try norm.number("eps").map { Float($0) }
  }
}
