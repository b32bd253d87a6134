import Foundation
import TestSupport
import Testing

/// Training by the real program: a tiny model of random weights, on drawn scenes with the choices that follow from
/// their flaws.
@Suite struct TrainTests {
  private let folder: TemporaryFolder
  private static let model = RepositoryPaths.root
    .appending(path: "Tests/CLIPTests/Fixtures/checkpoints/hf").path

  init() throws {
    folder = try TemporaryFolder()
    let scenes = try Program.run(
      ["scenes", "--output", folder["scenes"], "--count", "24", "--size", "48", "--label"], in: folder)
    try #require(scenes.status == 0, "\(scenes.errors)")
    let imported = try Program.run(["import", folder["scenes"], "--db", folder["db"]], in: folder)
    try #require(imported.status == 0, "\(imported.errors)")
  }

  private func arguments(_ output: String, _ more: [String] = []) -> [String] {
    let base = more.contains("--from-scratch") ? [] : ["--model", Self.model]
    return ["train", "--db", folder["db"], "--output", output] + base + more
  }

  private func train(_ output: String, _ more: [String] = []) throws -> ChildProcess.Result {
    try Program.run(
      arguments(output, more), environment: ["XDG_CACHE_HOME": folder["cache"]], in: folder)
  }

  private func weights(_ output: String) throws -> Data {
    try Data(contentsOf: URL(filePath: folder[output]).appending(path: "model.safetensors"))
  }

  private static let steps = ["--train", "everything", "--batch", "4", "--epochs", "6", "--lr", "1e-3"]

  /// Starts a training, and sends it a signal once it has saved its state.
  private func cut(_ output: String, _ more: [String], by signal: String) throws -> ChildProcess.Result {
    let words = arguments(folder[output], more + ["--save-steps", "1", "--threads", "1"])
    let line = ([Program.path] + words).map { "'\($0)'" }.joined(separator: " ")
    let script = """
      \(line) & child=$!
      until [ -e '\(folder["\(output).resume"])' ]; do sleep 0.01; done
      kill -\(signal) $child; wait $child
      """
    return try Program.run(["-c", script], program: "/bin/sh", in: folder)
  }

  @Test(arguments: ["TERM", "HUP"])
  func aTrainingThatIsStoppedSaysHowItGoesOn(signal: String) throws {
    let stopped = try cut("mine", Self.steps, by: signal)
    #expect(stopped.status == 130)
    #expect(try folder.names().filter { $0.contains("mine") } == ["mine.resume"])
    #expect(stopped.errors.contains("of 36; the same command goes on from there"), "\(stopped.errors)")
    let other = try train(folder["mine"], Self.steps + ["--seed", "7"])
    #expect(other.status == 65)
    #expect(other.errors.contains("its --seed was 0, and now it is 7"), "\(other.errors)")
    let anew = try train(folder["mine"], Self.steps + ["--seed", "7", "--restart"])
    #expect(anew.status == 0 && !anew.errors.contains("going on"), "\(anew.errors)")
  }

  @Test func aTrainingThatWasKilledGoesOnToTheSameBytes() throws {
    let whole = try train(folder["whole"], Self.steps)
    try #require(whole.status == 0, "\(whole.errors)")
    #expect(whole.output.contains("choices predicted") && whole.output.contains("loss: ● validation"))
    #expect(whole.errors.contains("step 0/"))

    let killed = try cut("cut", Self.steps, by: "KILL")
    #expect(killed.status == 128 + 9, "\(killed.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder["cut"]))

    let next = try train(folder["cut"], Self.steps)
    try #require(next.status == 0, "\(next.errors)")
    #expect(next.errors.contains("going on after step "))
    let areEqual = try weights("cut") == weights("whole")
    #expect(areEqual)
    #expect(!FileManager.default.fileExists(atPath: folder["cut.resume"]))
  }

  @Test func aSecondTrainingToTheSamePlaceIsRefusedBeforeItsFirstStep() throws {
    let words = arguments(folder["mine"], Self.steps + ["--save-steps", "1", "--threads", "1"])
    let line = ([Program.path] + words).map { "'\($0)'" }.joined(separator: " ")
    let script = """
      \(line) 2>/dev/null & child=$!
      until [ -e '\(folder["mine.resume"])' ]; do sleep 0.01; done
      kill -STOP $child
      \(line) --restart; status=$?
      kill -KILL $child; wait $child
      exit $status
      """
    let second = try Program.run(["-c", script], program: "/bin/sh", in: folder)
    #expect(second.status == 73, "\(second.errors)")
    #expect(second.errors.contains("another training writes there"), "\(second.errors)")
    #expect(!second.errors.contains("step "))
    // What the first left behind when it was killed is in nobody's way.
    let next = try train(folder["mine"], Self.steps)
    #expect(next.status == 0 && next.errors.contains("going on after step "), "\(next.errors)")
    #expect(try folder.names().filter { $0.contains("mine") } == ["mine"])
  }

  @Test func aPageThatCannotBeWrittenIsFoundBeforeTheFirstStep() throws {
    let result = try train(folder["mine"], ["--train", "projections", "--html", folder["none/page.html"]])
    #expect(result.status == 73 && result.errors.contains("none/page.html"), "\(result.errors)")
    #expect(!result.errors.contains("step ") && !FileManager.default.fileExists(atPath: folder["mine"]))
  }

  @Test func aTrainedModelScores() throws {
    let trained = try train(folder["mine"], ["--train", "projections", "--json"])
    try #require(trained.status == 0, "\(trained.errors)")
    struct Printed: Decodable {
      struct Training: Decodable {
        struct Figures: Decodable {
          let loss: Double
        }

        let before: Figures
        let after: Figures
        let settings: [String: String]
      }

      let output: String
      let training: Training
    }
    let printed = try JSONDecoder().decode(Printed.self, from: Data(trained.output.utf8))
    #expect(printed.output == folder["mine"] && printed.training.settings["train"] == "projections")
    #expect(printed.training.before.loss != printed.training.after.loss)
    let scored = try Program.run(
      ["score", "--all", "--model", folder["mine"], "--db", folder["db"]], in: folder)
    #expect(scored.status == 0, "\(scored.errors)")
    #expect(scored.output.contains("24 of 24 comparisons have scores"))
    // The outputs of the frozen part are there already.
    let again = try train(folder["again"], ["--train", "projections"])
    #expect(again.status == 0 && !again.errors.contains("frozen"), "\(again.errors)")
    let areEqual = try weights("again") == weights("mine")
    #expect(areEqual)
  }

  @Test func aToyFromScratchIsSmallAndScores() throws {
    let trained = try train(
      folder["toy"],
      [
        "--from-scratch", "tiny", "--loss", "plackett-luce", "--epochs", "1", "--dtype", "f16", "--html",
        folder["toy.html"],
      ])
    try #require(trained.status == 0, "\(trained.errors)")
    let page = try String(contentsOfFile: folder["toy.html"], encoding: .utf8)
    #expect(page.contains("pairs predicted") && page.contains("<polyline") && page.contains("</html>"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder["toy"])
    #expect(
      files.sorted() == [
        "merges.txt", "model.safetensors", "open_clip_config.json", "tokenizer_config.json", "vocab.json",
      ])
    #expect(try weights("toy").count < 4_000_000)
    let scored = try Program.run(
      ["score", "--all", "--model", folder["toy"], "--db", folder["db"]], in: folder)
    #expect(scored.output.contains("24 of 24 comparisons have scores"), "\(scored.errors)")
  }

  @Test func whatCannotBeDoneIsSaidInOneLine() throws {
    try folder.write("", to: "there/file")
    let empty = try Program.run(["import", folder["scenes"], "--db", folder["other"]], in: folder)
    try #require(empty.status == 0)
    let images = RepositoryPaths.root.appending(
      path: "Tests/CLIPTests/Fixtures/checkpoints/pixels.safetensors"
    ).path
    let cases: [([String], Int32, String)] = [
      (["--output", folder["there"]], 73, "is there already"),
      (["--output", folder["none/mine"]], 73, "no folder"),
      (["--output", folder["mine.safetensors"]], 73, "has a tokenizer of its own"),
      (["--output", folder["mine"], "--model", images], 65, "it holds no CLIP"),
      (["--output", folder["mine"], "--model", folder["gone"]], 66, "no such file"),
      (
        ["--output", folder["mine"], "--train", "everything", "--memory", "1", "--epochs", "1"], 0, "choices"
      ),
      (["--output", folder["mine2"], "--train", "image=12blocks"], 64, "--train"),
      (["--output", folder["mine2"], "--lr", "0"], 64, "--lr takes"),
      (["--output", folder["mine2"], "--augment", "0.05"], 64, "--augment goes with --train everything"),
      (["--output", folder["mine2"], "--ties", "drop", "--dtype", "f8"], 64, "--dtype"),
    ]
    for (more, status, words) in cases {
      let hasModel = more.contains("--model")
      let result = try Program.run(
        ["train", "--db", folder["db"]] + (hasModel ? [] : ["--model", Self.model]) + more,
        environment: ["XDG_CACHE_HOME": folder["cache"]], in: folder)
      #expect(result.status == status && result.errors.contains(words), "\(more): \(result.errors)")
    }
  }

  @Test func imagesThatAreGoneAreLeftOutAndSaid() throws {
    let images = try FileManager.default.contentsOfDirectory(atPath: folder["scenes/images"]).sorted()
    try FileManager.default.removeItem(atPath: folder["scenes/images/" + images[0]])
    let some = try train(folder["mine"], ["--train", "projections", "--cache", "none"])
    #expect(
      some.status == 0 && some.errors.contains("left out: 1 with an image that cannot be used"),
      "\(some.errors)")
    try FileManager.default.removeItem(atPath: folder["scenes/images"])
    let none = try train(folder["other"], ["--train", "projections"])
    #expect(none.status == 66, "\(none.errors)")
    #expect(
      none.errors.contains("no choice can be trained on; left out: 24 with an image that cannot be used"))
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"))
  func aFullDiskIsFoundBeforeTheFirstStep() throws {
    let disk = try SmallDisk()
    // Weights, moments and moments of squares are more than the disk holds.
    let full = try train(disk.folder["mine"], Self.steps)
    #expect(full.status == 74, "\(full.errors)")
    #expect(full.errors.contains("cannot be written: the disk is full: it takes"), "\(full.errors)")
    #expect(!full.errors.contains("step 0"), "\(full.errors)")
    #expect(try disk.folder.names() == [])
  }
}
