import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// Scoring by the real program, with tiny models of random weights and what PyTorch makes of them.
@Suite struct ScoreTests {
  private let folder: TemporaryFolder
  private static let fixtures = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures")
  private static let model = fixtures.appending(path: "checkpoints/hf").path
  private static let images = ["gradient", "noise", "rings"].map {
    fixtures.appending(path: "images/\($0).png").path
  }

  private struct Scores: Decodable {
    struct Scorer: Decodable {
      let name: String
      let checkpoint_sha256: String?
      let logit_scale: Double?
      let preprocessing: String
    }

    struct Image: Decodable {
      let path: String
      let sha256: String
      let cosine: Double?
      let hps: Double?
      let probability: Double?
      let score: Double
    }

    let scorer: Scorer
    let prompt: String
    let images: [Image]
  }

  private struct Stored: Decodable {
    struct LeftOut: Decodable {
      let reason: String
    }

    struct Comparison: Decodable {
      let prompt: String
      let images: [Scores.Image]
    }

    let scored_now: Int
    let left_out: [LeftOut]
    let comparisons: [Comparison]
  }

  private struct Expected: Decodable {
    struct Model: Decodable {
      struct Prompt: Decodable {
        let prompt: String
        let cosines: [Double]
      }

      let logit_scale: Double
      let prompts: [Prompt]?
    }

    let images: [String]
    let checkpoints: [String: Model]
  }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func konomi(_ arguments: [String], status: Int32 = 0) throws -> ChildProcess.Result {
    let result = try Program.run(arguments, in: folder)
    try #require(result.status == status, "\(arguments): \(result.status) \(result.errors)")
    return result
  }

  private func score(_ prompt: String, _ options: String...) throws -> Scores {
    let arguments =
      ["score", "--json", "--db", folder["study.db"], "--prompt", prompt] + options + Self.images
    return try JSONDecoder().decode(Scores.self, from: Data(try konomi(arguments).output.utf8))
  }

  @Test(arguments: ["hf", "hf-sharded"])
  func scoresAreThoseOfPyTorch(_ name: String) throws {
    let checkpoints = Self.fixtures.appending(path: "checkpoints")
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: checkpoints.appending(path: "expected.json")))
    let model = try #require(expected.checkpoints[name])
    for prompt in try #require(model.prompts) where !prompt.prompt.allSatisfy(\.isWhitespace) {
      let found = try score(prompt.prompt, "--model", checkpoints.appending(path: name).path)
      #expect(found.images.map(\.path) == Self.images)
      let places = try found.images.map { image in
        try #require(expected.images.firstIndex { image.path.hasSuffix("/" + $0) })
      }
      for (image, place) in zip(found.images, places) {
        #expect(abs(try #require(image.hps) - 100 * prompt.cosines[place]) < 1e-3)
      }
      let weights = places.map { exp(model.logit_scale * prompt.cosines[$0]) }
      for (image, weight) in zip(found.images, weights) {
        #expect(abs(try #require(image.probability) - weight / weights.reduce(0, +)) < 1e-4)
      }
      #expect(found.scorer.name == name)
    }
  }

  @Test func imagesAsPeopleSeeThemAreScoredByAScorerOfItsOwn() throws {
    let turned = Self.fixtures.appending(path: "preprocessing/turned.jpg").path
    let plain = Self.fixtures.appending(path: "preprocessing/rgb-37x53.png").path
    func scores(_ more: String...) throws -> Scores {
      let result = try konomi(
        ["score", "--json", "--db", folder["study.db"], "--model", Self.model, "--prompt", "a cat"] + more
          + [turned, plain])
      #expect(result.status == 0, "\(result.errors)")
      return try JSONDecoder().decode(Scores.self, from: Data(result.output.utf8))
    }
    let (stored, shown) = (try scores(), try scores("--as-shown"))
    #expect(shown.scorer.name == stored.scorer.name + " as shown")
    #expect(
      shown.scorer.preprocessing == stored.scorer.preprocessing + ", as shown: turned by EXIF, over gray")
    #expect(shown.images[0].score != stored.images[0].score)
    #expect(abs(shown.images[1].score - stored.images[1].score) < 1e-6)
    // Each finds its own again.
    #expect(try scores().images.map(\.score) == stored.images.map(\.score))
    let refused = try konomi(["score", "--as-shown", "--scorer", "exec:true", "--prompt", "a cat", plain])
    #expect(
      refused.status == 64 && refused.errors.contains("--as-shown goes with --model"), "\(refused.errors)")
  }

  @Test func aSecondRunScoresNothingAndSaysTheSame() throws {
    _ = try konomi(["scenes", "--output", folder["scenes"], "--count", "6", "--size", "32"])
    _ = try konomi(["import", folder["scenes"], "--db", folder["study.db"]])
    let all = ["score", "--all", "--json", "--db", folder["study.db"], "--model", Self.model]
    let first = try JSONDecoder().decode(Stored.self, from: Data(try konomi(all).output.utf8))
    let second = try JSONDecoder().decode(Stored.self, from: Data(try konomi(all).output.utf8))
    #expect(first.comparisons.count == 6 && first.scored_now > 12)
    #expect(second.scored_now == 0)
    #expect(
      first.comparisons.map { $0.images.map(\.score) } == second.comparisons.map { $0.images.map(\.score) })
    // One at a time, as in a process that knows nothing yet.
    let comparison = first.comparisons[3]
    let alone = try konomi(
      ["score", "--json", "--db", folder["none.db"], "--model", Self.model, "--prompt", comparison.prompt]
        + comparison.images.map(\.path).reversed())
    let scores = try JSONDecoder().decode(Scores.self, from: Data(alone.output.utf8))
    for (image, other) in zip(comparison.images, scores.images.reversed()) {
      #expect(abs(100 * image.score - 100 * other.score) < 1e-4)
    }
    #expect(!FileManager.default.fileExists(atPath: folder["none.db"]))
  }

  @Test func shardsTogetherScoreEverything() throws {
    _ = try konomi(["scenes", "--output", folder["scenes"], "--count", "9", "--size", "32"])
    _ = try konomi(["import", folder["scenes"], "--db", folder["study.db"]])
    let all = ["score", "--all", "--db", folder["study.db"], "--model", Self.model]
    _ = try konomi(all + ["--shard", "1/2"])
    let output = try konomi(all + ["--shard", "2/2"]).output
    #expect(output.contains("in the database: 9 of 9 comparisons have scores"))
  }

  @Test func anImageThatIsGoneLeavesOutItsComparisonAlone() throws {
    _ = try konomi(["scenes", "--output", folder["scenes"], "--count", "3", "--size", "32"])
    _ = try konomi(["import", folder["scenes"], "--db", folder["study.db"]])
    let store = try SQLiteChoiceStore(readOnlyAt: folder["study.db"])
    let summary = try #require(try store.comparisonSummaries().first)
    let path = try #require(try store.comparison(summary.id)).candidates[0].path
    try FileManager.default.removeItem(atPath: path)
    let result = try konomi(["score", "--all", "--json", "--db", folder["study.db"], "--model", Self.model])
    let stored = try JSONDecoder().decode(Stored.self, from: Data(result.output.utf8))
    #expect(stored.comparisons.count == 2)
    #expect(stored.left_out.map(\.reason) == ["\(path): no such image file"])
    #expect(result.errors.contains("left out: comparison \(summary.id)"))
  }

  @Test func aLongPromptIsCutAndThatIsSaid() throws {
    let prompt = String(repeating: "a cat ", count: 40)
    let arguments =
      ["score", "--model", Self.model, "--db", folder["none.db"], "--prompt", prompt] + Self.images
    let result = try konomi(arguments)
    #expect(result.errors.contains("longer than the 16 tokens that the model reads"))
    let lines = result.output.split(separator: "\n")
    #expect(
      lines[0]
        == "hf: ViT-32x2/8, 32 px; transformers-bicubic-crop-32, huggingface, quick-gelu; image transform: CLIPImageProcessor's own, as there is no preprocessor_config.json"
    )
    #expect(lines.count { $0.hasPrefix("* ") } == 1)
  }

  @Test func anOutsideProgramScores() throws {
    let example = RepositoryPaths.root.appending(path: "Data/examples/scorer.py").path
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return }
    let scores = try score("a red fox", "--scorer", "exec:/usr/bin/python3 '\(example)'")
    #expect(scores.scorer.checkpoint_sha256 == nil)
    for image in scores.images {
      let size = try #require(
        try FileManager.default.attributesOfItem(atPath: image.path)[.size] as? Int)
      #expect(abs(image.score - log(1 + Double(size))) < 1e-9)
      #expect(image.hps == nil && image.cosine == nil)
    }
  }

  @Test func theNameOfAProgramIsShownAndNotObeyed() throws {
    let pair = Array(Self.images.prefix(2))
    let candidates = pair.map { #"{"image":"\#($0)"}"# }.joined(separator: ",")
    let manifest = try folder.write(
      #"{"prompt":"a fox","candidates":[\#(candidates)]}"#, to: "manifest.jsonl")
    _ = try konomi(["import", manifest, "--db", folder["study.db"]])
    let program = try folder.write(
      #"""
      read line; printf '{"id":0,"name":"red \\u001b[31m name"}\n'
      read line; echo '{"id":1,"scores":[1,2]}'
      """#, to: "program.sh")
    for arguments in [["--prompt", "a fox"] + pair, ["--all"]] {
      let output = try konomi(
        ["score", "--db", folder["study.db"], "--scorer", "exec:sh '\(program)'"] + arguments
      ).output
      #expect(output.contains("red") && output.contains("name, an outside program"))
      #expect(!output.contains("\u{1b}"))
    }
  }

  @Test(arguments: [
    (["--scorer", "exec:exit 3"], Int32(69), "exit"),
    (["--model", "/nowhere/hpc.pt"], 66, "/nowhere/hpc.pt: no such"),
    (["--scorer", "python3 scorer.py"], 64, "exec:COMMAND"), ([], 64, "Name a scorer"),
  ])
  func whatCannotScoreIsNamed(_ options: [String], status: Int32, words: String) throws {
    let result = try konomi(
      ["score", "--prompt", "a", "--db", folder["none.db"]] + options + Self.images, status: status)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }
}
