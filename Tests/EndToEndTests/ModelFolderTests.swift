import Foundation
import TestSupport
import Testing

/// What the real program takes a model for, and what it asks.
@Suite struct ModelFolderTests {
  private let folder: TemporaryFolder
  private static let fixtures = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures")
  private static let image = fixtures.appending(path: "images/noise.png").path

  init() throws {
    folder = try TemporaryFolder()
    for name in ["config.json", "model.safetensors", "vocab.json", "merges.txt"] {
      try copy("hf/\(name)", to: "pickscore/\(name)")
    }
  }

  private func copy(_ name: String, to target: String) throws {
    let bytes = try Data(contentsOf: Self.fixtures.appending(path: "checkpoints/\(name)"))
    try folder.write(Array(bytes), to: target)
  }

  private struct Scores: Decodable {
    struct Scorer: Decodable { let preprocessing: String }
    struct Image: Decodable { let cosine: Double }
    let scorer: Scorer
    let images: [Image]
  }

  private func score(_ model: String, _ options: String..., status: Int32 = 0) throws -> ChildProcess.Result {
    let result = try Program.run(
      ["score", "--db", folder["none.db"], "--prompt", "a cat", "--model", folder[model]] + options + [
        Self.image
      ],
      in: folder)
    try #require(result.status == status, "\(result.status) \(result.output) \(result.errors)")
    return result
  }

  private func scores(_ model: String, _ options: String...) throws -> Scores {
    let result = try Program.run(
      ["score", "--json", "--db", folder["none.db"], "--prompt", "a cat", "--model", folder[model]] + options
        + [Self.image], in: folder)
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Scores.self, from: Data(result.output.utf8))
  }

  @Test func preprocessorConfigIsReadAndSaid() throws {
    let plain = try scores("pickscore")
    #expect(plain.scorer.preprocessing == "transformers-bicubic-crop-32, huggingface, quick-gelu")
    let half = #"{"size":32,"crop_size":32,"image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5]}"#
    try folder.write(half, to: "pickscore/preprocessor_config.json")
    let other = try scores("pickscore")
    #expect(
      other.scorer.preprocessing
        == "transformers-bicubic-crop-32-0.5-0.5-0.5-0.5-0.5-0.5, huggingface, quick-gelu")
    #expect(abs(other.images[0].cosine - plain.images[0].cosine) > 1e-3)
    #expect(try score("pickscore").output.contains("image transform: preprocessor_config.json"))
    #expect(
      try scores("pickscore", "--preprocessing", "pillow").scorer.preprocessing.hasPrefix(
        "pillow-bicubic-crop-32,"))
  }

  @Test func aDamagedDescriptionEndsWith65AndOneLineThatSaysWhere() throws {
    try folder.write("{\"vision_config\": {,", to: "pickscore/config.json")
    let result = try score("pickscore", status: 65)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("config.json: no JSON: byte 19: "))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func HPSv2InAnySpellingIsSeenAsHPSv2() throws {
    for name in ["HPS_v2.1_compressed", "hps_v2.1_compressed", "hpsv2"] {
      try copy("open_clip-gelu-f16.safetensors", to: "\(name)/model.safetensors")
      for tokenizer in ["vocab.json", "merges.txt"] {
        try copy("hf/\(tokenizer)", to: "\(name)/\(tokenizer)")
      }
      #expect(try scores(name).scorer.preprocessing.hasPrefix("tensor-bicubic-pad-32,"))
      #expect(try score(name).output.contains("image transform: HPS v2's, by the name"))
    }
  }
}
