import Foundation
import Glibc
import Preferences
import Storage
import TestSupport
import Testing

/// What an import does with pipes, votes, corrections and things that moved, by the real program.
@Suite struct ImportTests {
  private let folder: TemporaryFolder
  private static let demo = RepositoryPaths.root.appending(path: "Data/demo")
  private static let sample = RepositoryPaths.sharedFolder("hpd-v2-sample")

  init() throws {
    folder = try TemporaryFolder()
  }

  private var database: String { folder["study.db"] }

  private func konomi(_ arguments: String...) throws -> ChildProcess.Result {
    try Program.run(arguments + ["--db", database], in: folder)
  }

  /// Runs a line of the shell, in which `konomi` is the program and `DB` the database.
  private func shell(_ line: String) throws -> ChildProcess.Result {
    var environment = Program.environment(in: folder)
    environment["KONOMI"] = Program.path
    environment["DB"] = database
    environment["DEMO"] = Self.demo.path
    environment["HERE"] = folder.path
    return try ChildProcess.run(
      "/usr/bin/env", ["bash", "-c", "konomi() { \"$KONOMI\" \"$@\"; }; " + line], environment: environment)
  }

  private func choices() throws -> [ChoiceRecord] {
    var records: [ChoiceRecord] = []
    try SQLiteChoiceStore(readOnlyAt: database).forEachChoice { records.append($0) }
    return records
  }

  /// A manifest of one comparison, of two images of the demo.
  private func manifest(_ choices: String..., named name: String = "set.jsonl") throws -> String {
    let images = try FileManager.default.contentsOfDirectory(atPath: Self.demo.path + "/images").sorted()
    let candidates = images.prefix(2).map { "{\"image\":\"\(Self.demo.path)/images/\($0)\"}" }
    return try folder.write(
      choices.map { choice in
        """
        {"prompt":"p","candidates":[\(candidates.joined(separator: ","))],"choices":[\(choice)]}
        """
      }.joined(separator: "\n"), to: name)
  }

  private func answer(_ preferred: Int, by annotator: String = "mia") -> String {
    "{\"annotator\":\"\(annotator)\",\"outcome\":\"preferred\",\"preferred\":\(preferred)}"
  }

  @Test(arguments: [
    "cat \"$DEMO/manifest.jsonl\" | konomi import /dev/stdin --images \"$DEMO\" --db \"$DB\"",
    "cat \"$DEMO/manifest.jsonl\" | konomi import - --images \"$DEMO\" --db \"$DB\"",
    "konomi import - --images \"$DEMO\" --db \"$DB\" < \"$DEMO/manifest.jsonl\"",
    "konomi import <(gzip -c \"$DEMO/manifest.jsonl\" | zcat) --images \"$DEMO\" --db \"$DB\"",
    "cd \"$DEMO\" && cat manifest.jsonl | konomi import - --db \"$DB\"",
  ])
  func rowsFromAPipeComeIn(line: String) throws {
    let result = try shell(line)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("32 comparisons, "))
  }

  @Test func anIdlePipeEndsWhenItIsInterrupted() throws {
    try #require(mkfifo(folder["pipe"], 0o600) == 0)
    // Ready when the program has the pipe open: a writer's open waits for its reader.
    let result = try shell(
      "\"$KONOMI\" import \"$HERE/pipe\" --db \"$DB\" & exec 3> \"$HERE/pipe\"; kill -TERM $!; wait $!")
    #expect(result.status == 130)
    #expect(!FileManager.default.fileExists(atPath: database))
  }

  @Test func anImportThatFailsLeavesNoDatabase() throws {
    let empty = try folder.write("", to: "empty.jsonl")
    #expect(try konomi("import", empty).status == 65)
    let gone = try folder.write(
      #"{"prompt":"p","candidates":[{"image":"a.png"},{"image":"b.png"}]}"#, to: "gone.jsonl")
    let result = try konomi("import", gone)
    #expect(result.status == 65)
    #expect(result.errors.contains("--images FOLDER names another"))
    #expect(try konomi("import", "/dev/zero").status == 66)
    #expect(try folder.names().filter { $0.hasPrefix("study.db") } == [])
  }

  @Test func annotatingAnEmptyDatabaseSaysWhatToDoInstead() throws {
    _ = try SQLiteChoiceStore(path: database)
    for command in [["annotate"], ["review"], ["score", "--all", "--model", "none.pt"]] {
      let result = try Program.run(command + ["--db", database], in: folder)
      #expect(result.status == 66, "\(command)")
      #expect(result.errors.contains("no comparisons in it yet; `konomi import PATH --db"), "\(command)")
    }
  }

  @Test func aCorrectedManifestReplacesAnAnswerAndSaysSo() throws {
    _ = try konomi("import", manifest(answer(0)))
    let first = try #require(try choices().first)
    let result = try konomi("import", manifest(answer(1)))
    #expect(result.output.contains("1 answer replaced an earlier one"))
    let standing = try choices()
    #expect(standing.count == 1)
    #expect(standing[0].choice.outcome != first.choice.outcome)
    #expect(standing[0].trial.id == first.trial.id)
    #expect(try konomi("import", manifest(answer(1))).output.contains("1 choice was there already"))
  }

  @Test func twoContradictoryAnswersOfOnePersonAreNamed() throws {
    let result = try konomi("import", manifest(answer(0), answer(1)))
    #expect(result.status == 0)
    #expect(
      result.errors.contains(
        "set.jsonl: line 2: choices[0]: the same annotator answers this otherwise at line 1"))
    #expect(result.output.contains("1 choice was left out"))
    #expect(try choices().count == 1)
  }

  @Test func aNearDoubleIsNamedWithTheRemedy() throws {
    _ = try konomi("import", manifest(answer(0)))
    let path = try manifest(answer(0, by: "Mia "))
    let refused = try konomi("import", path)
    #expect(
      refused.errors.contains("the annotator \"Mia\" is nearly \"mia\", who is known; --same-annotator takes")
    )
    #expect(try choices().count == 1)
    #expect(try konomi("import", path, "--same-annotator").output.contains("1 choice was there already"))
    _ = try konomi("import", path, "--other-annotator")
    #expect(try Set(choices().map(\.annotator.name)) == ["mia", "Mia"])
    let annotate = try konomi("annotate", "--annotator", "MIA")
    #expect(annotate.status == 64)
    #expect(annotate.errors.contains("\"MIA\" is nearly \""))
  }

  @Test(.enabled(if: TmuxScreen.isInstalled)) func aNearDoubleIsAskedAboutAtATerminal() throws {
    _ = try konomi("import", manifest(answer(0)))
    let path = try manifest(answer(0, by: "Mia"))
    let screen = try TmuxScreen(["import", path, "--db", database], in: folder)
    try screen.wait(for: "\"Mia\" is nearly \"mia\", who is known. One person? y/n")
    try screen.type("y", "Enter")
    try screen.wait(for: "1 choice was there already")
    try screen.wait(for: "ended with status 0")
  }

  @Test(.enabled(if: TmuxScreen.isInstalled)) func aQuestionThatIsInterruptedEndsTheImport() throws {
    _ = try konomi("import", manifest(answer(0)))
    let screen = try TmuxScreen(["import", try manifest(answer(0, by: "Mia")), "--db", database], in: folder)
    try screen.wait(for: "One person?")
    #expect(kill(try screen.processID(), SIGINT) == 0)
    try screen.wait(for: "ended with status 130")
    #expect(try choices().count == 1)
  }

  @Test func aFolderThatMovedIsFoundAgain() throws {
    for name in ["old", "new"] {
      try FileManager.default.copyItem(atPath: Self.demo.path, toPath: folder[name])
    }
    _ = try konomi("import", folder["old"])
    try FileManager.default.removeItem(atPath: folder["old"])
    let result = try konomi("import", folder["new"])
    #expect(result.output.contains("images are now known under their new paths"))
    let store = try SQLiteChoiceStore(readOnlyAt: database)
    for summary in try store.comparisonSummaries() {
      let comparison = try #require(try store.comparison(summary.id))
      #expect(comparison.candidates.allSatisfy { FileManager.default.fileExists(atPath: $0.path) })
    }
  }

  @Test(
    .enabled(if: sample != nil, "../shared/hpd-v2-sample is missing"), arguments: ["hpd-v2-train", "hpd-v1"])
  func everyVoteOfAnExportComesBackAndOnlyOnce(format: String) throws {
    _ = try konomi("import", try #require(Self.sample))
    let export = try konomi("export", "--format", format, "--output", folder["out.json"])
    try #require(export.status == 0, "\(export.errors)")
    let rows = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder["out.json"])))
    let count = try #require(rows as? [Any]).count
    let arguments = ["import", folder["out.json"], "--db", folder["again.db"], "--json"]
    func report() throws -> [String: Any] {
      let result = try Program.run(arguments, in: folder)
      return try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }
    #expect(try report()["choices"] as? Int == count)
    let second = try report()
    #expect(second["choices"] as? Int == 0)
    #expect(second["choices_known"] as? Int == count)
    if format == "hpd-v2-train" { #expect(count == 7560) }
  }
}
