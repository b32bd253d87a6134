import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// Training elsewhere on what is exported, and scoring here with what comes back, by the real program.
@Suite struct ExportTrainingTests {
  private let folder: TemporaryFolder
  private static let fixtures = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures")

  init() throws {
    folder = try TemporaryFolder()
  }

  private func konomi(_ arguments: String..., status: Int32 = 0) throws -> ChildProcess.Result {
    let result = try Program.run(arguments, environment: ["KONOMI_DB": folder["study.db"]], in: folder)
    try #require(result.status == status, "\(arguments): \(result.status) \(result.errors)")
    return result
  }

  private func importScenes(_ count: Int, labelled: Bool = true) throws {
    let label = labelled ? ["--label"] : []
    let scenes = ["scenes", "--output", folder["scenes"], "--count", "\(count)", "--size", "32"] + label
    try #require(try Program.run(scenes, in: folder).status == 0)
    _ = try konomi("import", folder["scenes"])
  }

  private struct Expected: Decodable {
    let images: [String]
    let prompts: [String]
    let hps: [String: [[Double]]]
  }

  private struct Scores: Decodable {
    struct Image: Decodable {
      let hps: Double
    }

    let images: [Image]
  }

  /// The checkpoints are as open_clip's trainer and transformers' saved them under torchrun:
  /// Tests/Reference/train_elsewhere.py made them of an export of this program.
  @Test(arguments: ["open_clip/epoch_1.pt", "transformers"])
  func whatWasTrainedElsewhereScoresAsThere(_ name: String) throws {
    let trained = Self.fixtures.appending(path: "trained")
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: trained.appending(path: "expected.json")))
    let images = expected.images.map { Self.fixtures.appending(path: "images/\($0)").path }
    for (prompt, theirs) in zip(expected.prompts, try #require(expected.hps[name])) {
      let arguments = ["score", "--json", "--model", trained.appending(path: name).path, "--prompt", prompt]
      let result = try Program.run(arguments + images, in: folder)
      try #require(result.status == 0, "\(result.errors)")
      let ours = try JSONDecoder().decode(Scores.self, from: Data(result.output.utf8)).images.map(\.hps)
      #expect(ours.count == theirs.count)
      for (our, their) in zip(ours, theirs) { #expect(abs(our - their) < 1e-3) }
    }
  }

  @Test func shardsHoldTheFilesThatWereJudged() throws {
    try importScenes(30)
    let result = try konomi(
      "export", "--format", "webdataset", "--output", folder["shards"], "--shard-samples", "5",
      "--validation", "0.3")
    #expect(result.output == "")
    #expect(result.errors.contains("pairs: ") && result.errors.contains(" shards, "))
    let tar = try ChildProcess.run(
      "/bin/tar", ["-x", "-f", folder["shards/pairs/train-000000.tar"], "-C", folder.path], environment: [:])
    try #require(tar.status == 0, "\(tar.errors)")
    let row = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: folder["000000000.json"])))
    let uid = try #require((row as? [String: Any])?["image_0_uid"] as? String)
    let sum = try ChildProcess.run("/usr/bin/sha256sum", [folder["000000000.0.png"]], environment: [:])
    #expect(sum.output.contains(uid))
    // The same again, byte for byte.
    _ = try konomi(
      "export", "--format", "webdataset", "--output", folder["again"], "--shard-samples", "5", "--validation",
      "0.3")
    let difference = try ChildProcess.run(
      "/usr/bin/diff", ["-r", folder["shards"], folder["again"]], environment: [:])
    #expect(difference.status == 0)
  }

  @Test func aChangedImageIsLeftOutAndTheRestIsWritten() throws {
    try importScenes(10)
    var paths: [String] = []
    try SQLiteChoiceStore(readOnlyAt: folder["study.db"]).forEachChoice { record in
      if case .preferred(let image) = record.choice.outcome {
        paths += record.trial.candidates.filter { $0.image == image }.map(\.path)
      }
    }
    let path = try #require(paths.first)
    try Data("other".utf8).write(to: URL(filePath: path))
    let result = try konomi("export", "--format", "hf", "--output", folder["out"])
    #expect(result.errors.contains("left out: \(path): \(ImageFault.changed)"))
    #expect(result.errors.contains("left out of captions: 1 with an image that is missing or has changed"))
    let card = try folder.text(of: "out/README.md")
    #expect(card.contains("left out of pairs: "))
  }

  @Test func aFolderWithSomethingInItIsRefused() throws {
    try importScenes(3)
    try folder.write("mine", to: "out/notes.txt")
    let result = try konomi("export", "--format", "hf", "--output", folder["out"], status: 73)
    #expect(result.errors.contains("\(folder["out"]): cannot be written: the folder is not empty; "))
    #expect(try folder.names().filter { $0.contains("out") } == ["out"])
  }

  @Test func withoutChoicesNothingIsWritten() throws {
    try importScenes(3, labelled: false)
    let result = try konomi("export", "--format", "webdataset", "--output", folder["out"], status: 65)
    #expect(result.errors.contains("no choice gives a sample for training"))
    #expect(try folder.names().filter { $0.contains("out") } == [])
  }

  @Test(arguments: [
    (["--format", "csv", "--ties", "half"], "--ties goes with --format webdataset or hf, not with csv"),
    (["--format", "hf", "--shard-size", "3"], "--shard-size goes with --format webdataset, not with hf"),
    (["--format", "hf", "--validation", "1"], "give a share from 0 to below 1"),
    (["--format", "hf", "--validation", "nan"], "give a share from 0 to below 1"),
    (["--format", "webdataset", "--shard-samples", "0"], "give 1 or more"),
    (["--format", "webdataset", "--shard-size", "9999999999"], "give 1 to 1048576 MiB"),
    (["--format", "hf", "--samples", "captions,"], "captions,"),
    (["--format", "parquet"], "webdataset"),
  ])
  func optionsThatMeanNothingAreRefused(_ arguments: [String], _ words: String) throws {
    let result = try Program.run(["export", "--output", folder["out"]] + arguments, in: folder)
    #expect(result.status == 64)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func aFolderDoesNotGoToStandardOutput() throws {
    let result = try Program.run(["export", "--format", "hf", "--output", "-"], in: folder)
    #expect(
      result.status == 64 && result.errors.contains("--format hf writes a folder; name it with --output"))
  }
}
