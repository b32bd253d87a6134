import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// One annotator at two terminals, and a database that is moved away while it is annotated.
@Suite(.serialized, .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
struct TwoTerminalsTests {
  private let folder: TemporaryFolder
  private var database: String { folder["study.db"] }

  init() throws {
    folder = try TemporaryFolder()
    let demo = RepositoryPaths.root.appending(path: "Data/demo").path
    let result = try Program.run(["import", demo, "--db", database], in: folder)
    try #require(result.status == 0, "\(result.errors)")
  }

  private func annotate(_ arguments: String...) throws -> TmuxScreen {
    try TmuxScreen(["annotate", "--db", database, "--annotator", "mia"] + arguments, in: folder)
  }

  private func choiceCount(in path: String) throws -> Int {
    try SQLiteChoiceStore(readOnlyAt: path).counts().choices
  }

  @Test func aSecondSittingIsToldOfTheFirstAndMayTakeItOver() throws {
    let first = try annotate()
    try first.wait(for: "trial 1/")
    try first.type("1", until: "trial 2") { $0.contains("trial 2/") }

    let second = try annotate()
    try second.wait(for: "mia is annotating this database already, on /dev/pts/")
    try second.wait(for: "(process \(try first.processID()))")
    try second.type("Enter")
    try second.wait(for: "ended with status 69")
    try first.type("2", until: "trial 3") { $0.contains("trial 3/") }

    let third = try annotate()
    try third.wait(for: "t and Enter go on here")
    try third.type("t", "Enter")
    try third.wait(for: "trial 3/")
    try first.type("1", until: "a word") { $0.contains("not recorded: mia took over elsewhere") }
    try third.type("1", until: "trial 4") { $0.contains("trial 4/") }
    try first.type("q")
    try first.wait(for: "ended with status 0")
    #expect(try choiceCount(in: database) == 3)

    let fourth = try annotate("--take-over")
    try fourth.wait(for: "trial 4/")
  }

  @Test func aSittingThatWasKilledIsInNobodysWay() throws {
    let first = try annotate()
    try first.wait(for: "trial 1/")
    kill(try first.processID(), SIGKILL)
    try first.wait(for: "ended with status 137")
    let second = try annotate()
    try second.wait(for: "trial 1/")
    try second.type("q")
    try second.wait(for: "ended with status 0")
    #expect(try folder.names().filter { $0.contains("sitting") }.isEmpty)
  }

  @Test func aDatabaseRemovedWhileItIsAnnotatedLosesNoChoice() throws {
    let screen = try annotate()
    try screen.wait(for: "trial 1/")
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    try FileManager.default.removeItem(atPath: database)
    try screen.type("2", until: "the fault") { $0.contains("not recorded: ") }
    try screen.type("W", until: "trial 3") { $0.contains("trial 3/") }
    try screen.type("1", until: "trial 4") { $0.contains("trial 4/") }
    try screen.type("q")
    try screen.wait(for: "ended with status 0")
    #expect(try screen.text().contains("everything is in"))
    #expect(try choiceCount(in: database + ".rescued.db") == 3)
    #expect(try folder.names().filter { $0.hasPrefix("study.db") } == ["study.db.rescued.db"])
  }

  @Test func aDatabaseReplacedByABackupIsSoundAfterwardsAndWhatItLacksIsInAnotherFile() throws {
    try FileManager.default.copyItem(atPath: database, toPath: folder["backup.db"])
    let screen = try annotate()
    try screen.wait(for: "trial 1/")
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    try FileManager.default.removeItem(atPath: database)
    try FileManager.default.moveItem(atPath: folder["backup.db"], toPath: database)
    try screen.type("q")
    try screen.wait(for: "ended with status 0")
    try screen.wait(for: "the database was moved or removed while it was open")
    #expect(try choiceCount(in: database) == 0)
    #expect(try choiceCount(in: database + ".rescued.db") == 1)
    let export = try Program.run(
      [
        "export", "--db", database + ".rescued.db", "--format", "jsonl", "--output", folder["out.jsonl"],
      ], in: folder)
    #expect(export.status == 0, "\(export.errors)")
    #expect(try Program.run(["import", folder["out.jsonl"], "--db", database], in: folder).status == 0)
    #expect(try choiceCount(in: database) == 1)
  }
}
