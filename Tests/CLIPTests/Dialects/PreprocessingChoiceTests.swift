import Checkpoints
import FoundationEssentials
import Tensors
import TestSupport
import Testing

@testable import CLIP

/// Whose transform a model gets, and what is asked where nothing tells.
@Suite struct PreprocessingChoiceTests {
  private let vitH = Architecture(
    vision: Architecture.Tower(width: 1280, layers: 32, heads: 16),
    text: Architecture.Tower(width: 1024, layers: 24, heads: 16), imageSize: 224, patchSize: 14, context: 77,
    vocabulary: 49_408, embedding: 1024, activation: .gelu)
  private let vitL = Architecture(
    vision: Architecture.Tower(width: 1024, layers: 24, heads: 16),
    text: Architecture.Tower(width: 768, layers: 12, heads: 12), imageSize: 224, patchSize: 14, context: 77,
    vocabulary: 49_408, embedding: 768, activation: .quickGELU)

  @Test(arguments: [
    "HPS_v2_compressed", "HPS_v2.1_compressed", "hps_v2.1_compressed", "hps-v2.1", "HPSv2", "HPSv2.1",
    "my hpsv21",
  ])
  func HPSv2IsToldByItsNameHoweverThatIsSpelled(_ name: String) {
    #expect(HPSv2Signs(name: name, vitH, .float16).verdict == .named)
    #expect(HPSv2Signs(name: name, vitH, .float32).verdict == .named)
  }

  @Test func weightsThatMayBeHPSv2AreNotTakenForOpenCLIPs() {
    #expect(HPSv2Signs(name: "weights", vitH, .float16).verdict == .possible)
    #expect(HPSv2Signs(name: "hps", vitH, .float16).verdict == .possible)
    #expect(HPSv2Signs(name: "weights", vitH, .float32).verdict == .not)
    #expect(HPSv2Signs(name: "open_clip_pytorch_model", vitH, .float16).verdict == .not)
    #expect(HPSv2Signs(name: "CLIP-ViT-H-14-laion2B", vitH, .float16).verdict == .not)
    #expect(HPSv2Signs(name: "weights", vitL, .float16).verdict == .not)
    #expect(HPSv2Signs(name: "hpc", vitL, .float32).verdict == .not)
  }

  private func choice(
    _ name: String, of fixture: String = "open_clip-gelu-f16.safetensors",
    beside files: [String: String] = [:],
    preferring kind: ImagePreprocessing.Kind? = nil
  ) throws -> PreprocessingChoice {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let bytes = try Data(contentsOf: URL(filePath: Fixtures.checkpointPath(fixture)))
    let path = try folder.write(Array(bytes), to: name)
    for (name, text) in files { try folder.write(text, to: name) }
    let file = try ModelFile(path)
    return try file.preprocessing(for: file.clip(), preferring: kind)
  }

  @Test func whatWasTakenIsSaid() throws {
    let plain = try choice("model.safetensors")
    #expect(plain == PreprocessingChoice(preprocessing: .pillow(side: 32), reason: "OpenAI's"))
    let named = try choice("hps_v2.1_compressed.safetensors")
    #expect(named.preprocessing == .tensor(side: 32))
    #expect(named.reason == "HPS v2's, by the name hps_v2.1_compressed")
    let asked = try choice("hps_v2.1_compressed.safetensors", preferring: .pillow)
    #expect(asked == PreprocessingChoice(preprocessing: .pillow(side: 32), reason: "as --preprocessing says"))
    let other = try choice("model.safetensors", of: "hf/model.safetensors")
    #expect(other.preprocessing == .transformers(side: 32))
    #expect(other.reason == "CLIPImageProcessor's own, as there is no preprocessor_config.json")
  }

  private let openCLIP =
    #"{"model_cfg":{"vision_cfg":{"width":32,"head_width":32},"text_cfg":{"heads":1}},"preprocess_cfg":{"resize_mode":"squash"}}"#

  @Test func aNameAndAFileThatContradictEachOtherAreAskedAbout() throws {
    let fault = #expect(throws: ModelFault.self) {
      try choice("HPS_v2_compressed.safetensors", beside: ["open_clip_config.json": openCLIP])
    }
    let text = "\(try #require(fault))"
    #expect(
      text.hasSuffix(
        "its name is that of HPS v2, and open_clip_config.json describes a model of open_clip; say which: --preprocessing tensor (HPS v2's) or --preprocessing pillow (OpenAI's and open_clip's)"
      ))
    let chosen = try choice(
      "HPS_v2_compressed.safetensors", beside: ["open_clip_config.json": openCLIP], preferring: .pillow)
    #expect(chosen.preprocessing == .pillow(side: 32, resizing: .exactly(width: 32, height: 32)))
    #expect(chosen.reason == "as --preprocessing says, with open_clip_config.json")
  }

  /// Fresh weights that say of themselves what they were trained with.
  private func trained(
    with preprocessing: ImagePreprocessing, beside files: [String: String] = [:]
  ) throws -> PreprocessingChoice {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let architecture = Architecture(
      vision: Architecture.Tower(width: 16, layers: 1, heads: 2),
      text: Architecture.Tower(width: 12, layers: 1, heads: 3), imageSize: 16, patchSize: 8, context: 9,
      vocabulary: 520, embedding: 10, activation: .quickGELU)
    var weights = FreshWeights(architecture, seed: 3)
    try SafetensorsWriter.write(
      weights.tensors().map { SafetensorsWriter.Item($0.name, $0.tensor) },
      metadata: ModelFile.metadata(of: architecture, preprocessing: preprocessing),
      to: folder["HPS_v2.safetensors"])
    for (name, text) in files { try folder.write(text, to: name) }
    let file = try ModelFile(folder["HPS_v2.safetensors"])
    return try file.preprocessing(for: file.clip())
  }

  @Test func whatKonomiTrainedSaysItselfWithEveryStage() throws {
    let odd = ImagePreprocessing.transformers(
      side: 16, resizing: .exactly(width: 20, height: 17), filter: .lanczos, scaling: .times(0.25),
      mean: [0.5, 0.1, -1], deviation: [1e-7, 0.3, 2])
    for preprocessing in [
      .pillow(side: 16), .tensor(side: 16), .transformers(side: 16), odd,
      .pillow(side: 16, resizing: .longerSide(16), filter: .bilinear, fill: 9),
    ] {
      #expect(
        try trained(with: preprocessing)
          == PreprocessingChoice(preprocessing: preprocessing, reason: "as it was trained"))
    }
  }

  @Test func aTrainedModelAndAFileThatContradictEachOtherAreAskedAbout() throws {
    let model = #"{"vision_cfg":{"width":16,"head_width":8},"text_cfg":{"heads":3}}"#
    let fault = #expect(throws: ModelFault.self) {
      try trained(
        with: .pillow(side: 16),
        beside: ["open_clip_config.json": #"{"model_cfg":\#(model),"preprocess_cfg":{"mean":0.5}}"#])
    }
    #expect("\(try #require(fault))".contains("it was trained with pillow-bicubic-crop-16"))
    let same = try trained(
      with: .pillow(side: 16), beside: ["open_clip_config.json": #"{"model_cfg":\#(model)}"#])
    #expect(same.reason == "as it was trained")
  }

  @Test func namesTellApartEveryStage() {
    let all: [ImagePreprocessing] = [
      .pillow(side: 32), .pillow(side: 32, filter: .bilinear), .pillow(side: 32, resizing: .longerSide(32)),
      .pillow(side: 32, resizing: .longerSide(32), fill: 1), .tensor(side: 32), .transformers(side: 32),
      .pillow(side: 32, resizing: .exactly(width: 32, height: 32)),
      .transformers(side: 32, resizing: ImagePreprocessing.Resizing.none),
      .transformers(side: 32, resizing: .shorterSide(36)), .transformers(side: 32, scaling: .none),
      .transformers(side: 32, scaling: .times(0.5)), .transformers(side: 32, mean: .zero, deviation: .one),
      .transformers(side: 32, resizing: .exactly(width: 36, height: 40)),
    ]
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all[3].name == "pillow-bicubic-longest-32-fill-1")
    #expect(all[5].name == "transformers-bicubic-crop-32")
    #expect(all[12].name == "transformers-bicubic-squash-36x40-crop-32")
  }
}
