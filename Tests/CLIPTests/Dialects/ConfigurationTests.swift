import Checkpoints
import FoundationEssentials
import Tensors
import TestSupport
import Testing

@testable import CLIP

/// What a description says that is not computed here is refused by file, key and value; nothing is passed over that
/// changes figures.
@Suite struct ConfigurationTests {
  /// What is said of a folder of transformers or of open_clip.
  private func fault(
    of dialect: DialectFixtures.Dialect, _ files: [String: String],
    preferring kind: ImagePreprocessing.Kind? = nil, activation: Activation? = nil
  ) throws -> String? {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let hf = Fixtures.checkpointPath("hf")
    for name in ["vocab.json", "merges.txt"] { try copy("\(hf)/\(name)", to: folder[name]) }
    if dialect == .transformers {
      for name in ["config.json", "model.safetensors"] { try copy("\(hf)/\(name)", to: folder[name]) }
    } else {
      let weights = Fixtures.checkpointPath("open_clip-gelu-f16.safetensors")
      try copy(weights, to: folder["open_clip_model.safetensors"])
    }
    for (name, text) in files { try folder.write(text, to: name) }
    do {
      let file = try ModelFile(folder.path)
      let clip = try file.clip(overriding: ModelConfiguration(activation: activation))
      _ = try file.preprocessing(for: clip, preferring: kind)
      _ = try file.tokenizer(for: clip) { () throws(TokenizerFault) in
        throw .missing(file: "a tokenizer")
      }
      return nil
    } catch {
      return "\(error)".replacing(folder.path + "/", with: "")
    }
  }

  private func copy(_ path: String, to target: String) throws {
    try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: target))
  }

  /// `config.json` of the fixture with something put in place of something else.
  private func config(_ old: String, _ new: String) throws -> String {
    let path = Fixtures.checkpointPath("hf/config.json")
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    #expect(text.contains(old))
    return text.replacing(old, with: new)
  }

  @Test(arguments: [
    ("config.json", DialectFixtures.Dialect.transformers), ("preprocessor_config.json", .transformers),
    ("processor_config.json", .transformers), ("tokenizer_config.json", .transformers),
    ("open_clip_config.json", .openCLIP), ("config.json", .openCLIP),
  ])
  func aDamagedDescriptionIsRefusedWithItsPlace(_ name: String, _ dialect: DialectFixtures.Dialect) throws {
    #expect(
      try fault(of: dialect, [name: #"{"size": {"shortest_edge": 32}"#])
        == "\(name): no JSON: byte 30: it ends too early; get the file again, or mend it")
    #expect(
      try fault(of: dialect, [name: "{\"a\": NaN}"])
        == "\(name): no JSON: byte 6: no JSON value stands there; get the file again, or mend it")
    #expect(
      try fault(of: dialect, [name: ""]) == "\(name): it is empty; get the file again, or mend it")
    #expect(
      try #require(try fault(of: dialect, [name: "[]"])).hasPrefix("\(name): the JSON is []: an object"))
  }

  @Test func anUnknownActivationIsNotTakenForGELU() throws {
    let text = try config(#""hidden_act": "quick_gelu""#, #""hidden_act": "gelu_new""#)
    #expect(
      try fault(of: .transformers, ["config.json": text])
        == "config.json: vision_config.hidden_act is “gelu_new”: konomi computes gelu and quick_gelu; --activation gelu or quick-gelu takes one of them instead"
    )
    #expect(try fault(of: .transformers, ["config.json": text], activation: .gelu) == nil)
  }

  @Test(arguments: [
    (
      #""num_hidden_layers": 2"#, #""num_hidden_layers": 1"#,
      "vision_config.num_hidden_layers is 1: the weights have 2"
    ),
    (#""hidden_size": 28"#, #""hidden_size": 32"#, "text_config.hidden_size is 32: the weights have 28"),
    (#""intermediate_size": 128"#, #""intermediate_size": 64"#, "vision_config.intermediate_size is 64"),
    (#""patch_size": 8"#, #""patch_size": 16"#, "vision_config.patch_size is 16: the weights have 8"),
    (
      #""image_size": 32"#, #""image_size": [32, 64]"#,
      "vision_config.image_size is [32, 64]: a count belongs"
    ),
    (
      #""max_position_embeddings": 16"#, #""max_position_embeddings": 8"#,
      "text_config.max_position_embeddings is 8"
    ),
    (#""vocab_size": 600"#, #""vocab_size": 601"#, "text_config.vocab_size is 601"),
    (
      #""eos_token_id": 599"#, #""eos_token_id": 7"#,
      "text_config.eos_token_id is 7: the tokenizer ends prompts with 599"
    ),
    (
      #""eos_token_id": 599,"#, "", "text_config.eos_token_id is missing: the tokenizer ends prompts with 599"
    ),
    (#""num_channels": 3"#, #""num_channels": 4"#, "vision_config.num_channels is 4"),
    (#""model_type": "clip","#, #""model_type": "siglip","#, "model_type is “siglip”"),
    (
      #""layer_norm_eps": 1e-05"#, #""layer_norm_eps": "small""#,
      "vision_config.layer_norm_eps is “small”: a number"
    ),
    (#""dtype": "float32""#, #""quantization_config": {"bits": 4}"#, "quantization_config is {bits: 4}"),
    (
      #""dtype": "float32""#, #""text_config_dict": {"hidden_act": "gelu"}"#,
      "text_config_dict.hidden_act is “gelu”"
    ),
  ])
  func whatContradictsTheWeightsOrIsNotComputedIsRefused(_ old: String, _ new: String, _ reason: String)
    throws
  {
    let fault = try fault(of: .transformers, ["config.json": config(old, new)])
    #expect(fault?.hasPrefix("config.json: \(reason)") == true, "\(fault ?? "nothing")")
  }

  @Test func activationsThatDifferBetweenTowersAreRefused() throws {
    let path = Fixtures.checkpointPath("hf/config.json")
    var text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let first = try #require(text.firstRange(of: #""quick_gelu""#))
    text.replaceSubrange(first, with: #""gelu""#)
    let fault = try #require(try fault(of: .transformers, ["config.json": text]))
    #expect(
      fault.hasPrefix(
        "config.json: text_config.hidden_act is “gelu”: the image tower has another, quick_gelu"))
  }

  @Test func whatChangesNothingIsPassedOver() throws {
    let text = try config(#""attention_dropout": 0.0"#, #""attention_dropout": 0.1, "a_new_key": [null, {}]"#)
    #expect(try fault(of: .transformers, ["config.json": text]) == nil)
    let image =
      #"{"size": 32, "crop_size": 32, "_valid_processor_keys": [], "do_pad": null, "data_format": "x"}"#
    #expect(try fault(of: .transformers, ["preprocessor_config.json": image]) == nil)
    #expect(try fault(of: .transformers, ["tokenizer_config.json": #"{"errors": "replace"}"#]) == nil)
  }

  @Test(arguments: [
    (
      #"{"size": {"shortest_edge": 32, "longest_edge": 64}, "crop_size": 32}"#,
      "size is {longest_edge: 64, shortest_edge: 32}"
    ),
    (#"{"size": {"max_height": 32, "max_width": 64}, "crop_size": 32}"#, "size is {max_height"),
    (#"{"size": 0, "crop_size": 32}"#, "size is 0"),
    (#"{"size": 32, "crop_size": 64}"#, "crop_size is 64: the model takes images of 32×32 pixels"),
    (#"{"size": 32}"#, "crop_size is missing: the model takes images of 32×32 pixels"),
    (#"{"size": 32, "do_center_crop": false}"#, "do_center_crop is false"),
    (#"{"size": 32, "crop_size": 32, "resample": 6}"#, "resample is 6"),
    (#"{"size": 32, "crop_size": 32, "do_convert_rgb": false}"#, "do_convert_rgb is false"),
    (#"{"size": 32, "crop_size": 32, "do_pad": true}"#, "do_pad is true"),
    (#"{"size": 32, "crop_size": 32, "image_mean": [0.5, 0.5]}"#, "image_mean is [0.5, 0.5]"),
    (#"{"size": 32, "crop_size": 32, "image_std": [0.5, 0, 0.5]}"#, "image_std is [0.5, 0, 0.5]"),
    (#"{"size": 32, "crop_size": 32, "do_normalize": "no"}"#, "do_normalize is “no”: true or false"),
    (
      #"{"size": 32, "crop_size": 32, "image_processor_type": "SiglipImageProcessor"}"#,
      "image_processor_type is “Siglip"
    ),
  ])
  func anImageProcessorThatIsNotComputedIsRefused(_ text: String, _ reason: String) throws {
    let fault = try fault(of: .transformers, ["preprocessor_config.json": text])
    #expect(fault?.hasPrefix("preprocessor_config.json: \(reason)") == true, "\(fault ?? "nothing")")
    #expect(try self.fault(of: .transformers, ["preprocessor_config.json": text], preferring: .pillow) == nil)
  }

  @Test(arguments: [
    (#"{"tokenizer_class": "T5Tokenizer"}"#, "tokenizer_class is “T5Tokenizer”"),
    (#"{"bos_token": "<s>"}"#, "bos_token is “<s>”"),
    (#"{"eos_token": {"content": "</s>"}}"#, "eos_token is {content: “</s>”}"),
    (#"{"truncation_side": "left"}"#, "truncation_side is “left”"),
    (#"{"model_max_length": 1}"#, "model_max_length is 1"),
    (#"{"added_tokens_decoder": {"600": {"content": "<new>"}}}"#, "added_tokens_decoder.600"),
  ])
  func aTokenizerThatIsNotComputedIsRefused(_ text: String, _ reason: String) throws {
    let fault = try fault(of: .transformers, ["tokenizer_config.json": text])
    #expect(fault?.hasPrefix("tokenizer_config.json: \(reason)") == true, "\(fault ?? "nothing")")
  }

  @Test(arguments: [
    (#""vision_cfg": {"timm_model_name": "x"}, "text_cfg": {}"#, "model_cfg.vision_cfg.timm_model_name"),
    (
      #""vision_cfg": {"layers": [1, 2, 3, 4]}, "text_cfg": {}"#,
      "model_cfg.vision_cfg.layers is [1, 2, 3, 4]"
    ),
    (#""vision_cfg": {"pool_type": "avg"}, "text_cfg": {}"#, "model_cfg.vision_cfg.pool_type is “avg”"),
    (#""vision_cfg": {"no_ln_pre": true}, "text_cfg": {}"#, "model_cfg.vision_cfg.no_ln_pre is true"),
    (
      #""vision_cfg": {"norm_kwargs": {"elementwise_affine": false}}, "text_cfg": {}"#,
      "model_cfg.vision_cfg.norm_kwargs"
    ),
    (#""vision_cfg": {}, "text_cfg": {"hf_model_name": "x"}"#, "model_cfg.text_cfg.hf_model_name"),
    (#""vision_cfg": {}, "text_cfg": {"no_causal_mask": true}"#, "model_cfg.text_cfg.no_causal_mask is true"),
    (
      #""vision_cfg": {}, "text_cfg": {"heads": 1, "context_length": 77}"#,
      "model_cfg.text_cfg.context_length is 77"
    ),
    (#""embed_dim": 512, "vision_cfg": {}, "text_cfg": {"heads": 1}"#, "model_cfg.embed_dim is 512"),
    (#""multimodal_cfg": {}, "vision_cfg": {}, "text_cfg": {}"#, "model_cfg.multimodal_cfg"),
    (#""vision_cfg": {}"#, "model_cfg is"),
  ])
  func aModelOfOpenCLIPThatIsNotComputedIsRefused(_ text: String, _ reason: String) throws {
    let fault = try fault(
      of: .openCLIP,
      [
        "open_clip_config.json": #"{"model_cfg": {\#(text)}}"#.replacing(
          #""vision_cfg": {}"#, with: #""vision_cfg": {"width": 32, "head_width": 32}"#)
      ])
    #expect(fault?.hasPrefix("open_clip_config.json: \(reason)") == true, "\(fault ?? "nothing")")
  }

  @Test(arguments: [
    (#"{"resize_mode": "stretch"}"#, "resize_mode is “stretch”"), (#"{"mode": "L"}"#, "mode is “L”"),
    (#"{"interpolation": "lanczos"}"#, "interpolation is “lanczos”"),
    (#"{"fill_color": 256}"#, "fill_color is 256"),
    (#"{"mean": [1, 2]}"#, "mean is [1, 2]"),
  ])
  func aTransformThatOpenCLIPDoesNotHaveIsRefused(_ text: String, _ reason: String) throws {
    let model = #"{"vision_cfg": {"width": 32, "head_width": 32}, "text_cfg": {"heads": 1}}"#
    let fault = try fault(
      of: .openCLIP, ["open_clip_config.json": #"{"model_cfg": \#(model), "preprocess_cfg": \#(text)}"#])
    #expect(
      fault?.hasPrefix("open_clip_config.json: preprocess_cfg.\(reason)") == true, "\(fault ?? "nothing")")
  }

  @Test func eachDialectHasItsOwnFilesOnly() throws {
    let damaged = "{"
    #expect(try fault(of: .openCLIP, ["preprocessor_config.json": damaged]) == nil)
    #expect(try fault(of: .transformers, ["open_clip_config.json": damaged]) == nil)
    // Beside weights by OpenAI's names may lie the description of something else.
    #expect(try fault(of: .openCLIP, ["config.json": #"{"model_type": "llama", "vision_config": 3}"#]) == nil)
  }
}
