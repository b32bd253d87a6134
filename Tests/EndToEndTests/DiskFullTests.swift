import Preferences
import Storage
import TestSupport
import Testing

@Suite(
  .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"),
  .enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"))
struct DiskFullTests {
  private func choices(_ database: String) throws -> [ChoiceRecord] {
    var records: [ChoiceRecord] = []
    try SQLiteChoiceStore(readOnlyAt: database).forEachChoice { records.append($0) }
    return records
  }

  @Test func aChoiceThatFindsTheDiskFullIsSaidNotToBeRecordedAndCanBeMadeAgain() throws {
    let disk = try SmallDisk()
    let folder = try TemporaryFolder()
    let database = disk.folder["study.db"]
    let demo = RepositoryPaths.root.appending(path: "Data/demo").path
    let imported = try Program.run(["import", demo, "--db", database], in: folder)
    try #require(imported.status == 0, "\(imported.errors)")

    let screen = try TmuxScreen(["annotate", "--db", database], in: folder)
    try screen.wait(for: "trial 1/")
    try disk.fill()
    try screen.type("1", until: "the fault") { $0.contains("not recorded: ") }
    let text = try screen.wait(for: "the disk is full")
    #expect(text.contains("trial 1/"))
    try disk.makeRoom()
    try screen.type("2", until: "trial 2") { $0.contains("trial 2/") }
    let made = try choices(database)
    #expect(made.map(\.choice.outcome) == [.preferred(made[0].trial.images[1])])
  }
}
