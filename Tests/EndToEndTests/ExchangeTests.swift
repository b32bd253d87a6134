import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// What goes out can come in again, by the real program.
@Suite struct ExchangeTests {
  private let folder: TemporaryFolder
  private static let sample = RepositoryPaths.sharedFolder("hpd-v2-sample")

  init() throws {
    folder = try TemporaryFolder()
  }

  private func konomi(_ arguments: String...) throws -> ChildProcess.Result {
    let result = try Program.run(arguments, in: folder)
    try #require(result.status == 0, "\(arguments): \(result.errors)")
    return result
  }

  private func choices(_ database: String) throws -> [ChoiceRecord] {
    var records: [ChoiceRecord] = []
    try SQLiteChoiceStore(readOnlyAt: folder[database]).forEachChoice { records.append($0) }
    return records
  }

  @Test(.enabled(if: sample != nil, "../shared/hpd-v2-sample is missing"))
  func theSampleOfHPDv2ComesInWithItsRankingsAndOnlyOnce() throws {
    let sample = try #require(Self.sample)
    let first = try konomi("import", sample, "--db", folder["study.db"])
    #expect(first.output.hasPrefix("20 comparisons, 184 candidates and 200 choices are new in"))
    let second = try konomi("import", sample, "--db", folder["study.db"])
    #expect(second.output.hasPrefix("0 comparisons, 0 candidates and 0 choices are new in"))
    #expect(try choices("study.db").count == 200)
    #expect(Set(try choices("study.db").map(\.annotator.name)).count == 10)
  }

  @Test(.enabled(if: sample != nil, "../shared/hpd-v2-sample is missing"))
  func exportedChoicesAreTheSameInAnotherDatabase() throws {
    _ = try konomi("import", try #require(Self.sample), "--db", folder["a.db"])
    _ = try konomi("export", "--format", "jsonl", "--output", folder["out.jsonl"], "--db", folder["a.db"])
    _ = try konomi("import", folder["out.jsonl"], "--db", folder["b.db"])
    let before = try choices("a.db")
    let after = try choices("b.db")
    #expect(before.count == after.count)
    #expect(Set(before.map(\.choice)) == Set(after.map(\.choice)))
    #expect(Set(before.map(\.trial.id)) == Set(after.map(\.trial.id)))
    _ = try konomi("export", "--format", "jsonl", "--output", folder["again.jsonl"], "--db", folder["b.db"])
    let first = try String(contentsOfFile: folder["out.jsonl"], encoding: .utf8)
    let second = try String(contentsOfFile: folder["again.jsonl"], encoding: .utf8)
    #expect(first == second)
  }

  @Test func labelledScenesBecomeChoices() throws {
    _ = try konomi("scenes", "--output", folder["scenes"], "--count", "12", "--size", "32", "--label")
    _ = try konomi("import", folder["scenes"], "--db", folder["study.db"])
    #expect(try choices("study.db").count == 12)
    let result = try konomi(
      "export", "--format", "hpd-v1", "--output", folder["hpd.json"], "--db", folder["study.db"])
    let rows =
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder["hpd.json"]))) as? [Any]
    let written = try #require(rows).count
    #expect(result.errors.contains("\(written) choices written"))
    let ties = try choices("study.db").count { $0.choice.outcome == .tie }
    if ties > 0 { #expect(result.errors.contains("left out: \(ties) ties")) }
  }

  @Test func aCopiedProgramFindsItsDataByTheEnvironment() throws {
    let copy = folder["elsewhere/konomi"]
    try FileManager.default.createDirectory(atPath: folder["elsewhere"], withIntermediateDirectories: true)
    // By another process: a file that this one has open for writing could not be run by a test beside this.
    _ = try ChildProcess.run("/bin/cp", [Program.path, copy], environment: [:])
    let lost = try Program.run(["demo"], program: copy, in: folder)
    #expect(lost.status == 66)
    #expect(lost.errors.contains("no such demo data; looked in"))
    let found = try Program.run(
      ["demo"], environment: ["KONOMI_RESOURCES": RepositoryPaths.root.path], program: copy, in: folder)
    #expect(found.errors.contains("standard input is not a terminal"))
  }
}
