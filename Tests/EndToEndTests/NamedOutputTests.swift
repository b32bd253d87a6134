import Foundation
import Glibc
import TestSupport
import Testing

/// What is written under a name from the command line takes the place of nothing that it should not.
@Suite struct NamedOutputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let made = try Program.shell(
      "$konomi scenes --output scenes --count 4 --size 32 --label && $konomi import scenes --db study.db",
      inFolder: folder)
    try #require(made.status == 0, "\(made.errors)")
  }

  private func shell(_ line: String) throws -> ChildProcess.Result {
    try Program.shell(line, inFolder: folder)
  }

  @Test(arguments: [
    "$konomi export --db study.db --format csv --force --output",
    "$konomi export --db study.db --format jsonl --output",
    "$konomi report --db study.db --force --html",
  ])
  func noOutputReplacesADatabaseOrItsLog(command: String) throws {
    symlink("study.db", folder["link"])
    let before = try Data(contentsOf: URL(filePath: folder["study.db"]))
    for name in ["study.db", "link", "./study.db", "study.db-wal", "study.db-shm"] {
      let result = try shell("\(command) \(name)")
      #expect(result.status == 73 && result.output.isEmpty)
      #expect(result.errors.contains("database"), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
    #expect(try Data(contentsOf: URL(filePath: folder["study.db"])) == before)
    let appended = try shell("$konomi export --db study.db --format csv --output - >> study.db")
    #expect(appended.status == 73)
    #expect(try Data(contentsOf: URL(filePath: folder["study.db"])) == before)
  }

  @Test func anExistingExportIsReplacedOnlyWithForceAndSaidToBeThere() throws {
    try folder.write("mine\n", to: "out.csv")
    chmod(folder["out.csv"], 0o640)
    let refused = try shell("$konomi export --db study.db --format csv --output out.csv")
    #expect(refused.status == 73)
    #expect(refused.errors.contains("it is there already, 5 bytes of 20"))
    #expect(refused.errors.contains("--force replaces it"))
    #expect(try folder.text(of: "out.csv") == "mine\n")
    let replaced = try shell("$konomi export --db study.db --format csv --output out.csv --force")
    #expect(replaced.status == 0)
    #expect(try folder.text(of: "out.csv").hasPrefix("trial,choice"))
    var status = stat()
    #expect(stat(folder["out.csv"], &status) == 0 && status.st_mode & 0o777 == 0o640)
  }

  @Test func aReportThatWouldBeRefusedIsRefusedBeforeTheWork() throws {
    try folder.write("mine", to: "report.html")
    let result = try shell("$konomi report --db missing.db --html report.html")
    #expect(result.status == 73 && result.errors.contains("it is there already"))
  }

  @Test func pipesAndStandardOutputGetTheBytesOfTheFile() throws {
    let result = try shell(
      """
      mkfifo pipe; cat pipe > piped.csv & e="$konomi export --db study.db --format csv"
      $e --output out.csv && $e --output pipe && wait && $e --output /dev/stdout > stdout.csv && $e --output - > dash.csv \
      && { echo first; $e --output /dev/stdout; } >> appended.csv && $e --output /dev/stdout | cat > through.csv \
      && $e --output /dev/null && test -p pipe && test -c /dev/null
      """)
    #expect(result.status == 0, "\(result.errors)")
    let csv = try folder.text(of: "out.csv")
    #expect(csv.hasPrefix("trial,"))
    // Its images are named from the export on, and a pipe leads who knows where.
    let absolute = csv.replacingOccurrences(of: "\"\"scenes/", with: "\"\"\(folder["scenes"])/")
    for name in ["piped.csv", "stdout.csv", "dash.csv", "through.csv"] {
      #expect(try folder.text(of: name) == absolute)
    }
    #expect(try folder.text(of: "appended.csv") == "first\n" + absolute)
  }

  @Test func aStudyThatMovesAsAFolderGoesOnWorkingFromItsExport() throws {
    let result = try shell(
      """
      mkdir -p study/exports && mv scenes study && $konomi import study/scenes --db moves.db >/dev/null &&
      $konomi export --db moves.db --format jsonl --output study/out.jsonl &&
      $konomi export --db moves.db --format jsonl --output study/exports/out.jsonl &&
      mv study new && $konomi import new/out.jsonl --db a.db &&
      $konomi import new/exports/out.jsonl --db b.db
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.split(separator: "\n").filter { $0.contains("4 choices are new") }.count == 2)
  }

  @Test func drawnScenesReplaceNothing() throws {
    let again = try shell("$konomi scenes --output scenes --count 1")
    #expect(again.status == 73 && again.errors.contains("is there already"))
    let files = try shell("rm scenes/manifest.jsonl; $konomi scenes --output scenes --count 1")
    #expect(files.status == 73 && files.errors.contains("scenes/images: is there already"))
  }

  @Test func whatAKilledExportLeftGoesWithTheNext() throws {
    let result = try shell(
      """
      sh -c 'echo $$' > dead; mkdir ".konomi-$(cat dead)-1-1.part"; echo half > ".konomi-$(cat dead)-1-2.part"
      $konomi export --db study.db --format csv --output out.csv; ls -A | grep konomi-; exit 0
      """)
    #expect(result.output == "", "\(result.output)")
  }

  @Test func anExportThatIsHungUpLeavesNothingHalfDone() throws {
    let result = try shell(
      """
      $konomi scenes --output more --count 400 --size 16 --label && $konomi import more --db more.db || exit 9
      for signal in HUP TERM; do
        $konomi export --db more.db --format webdataset --output shards & export=$!
        until ls -A | grep -q '^.konomi-'; do kill -0 $export || exit 8; done
        kill -$signal $export; wait $export
        ls -A | grep '^.konomi-'
        # Where it was done before it heard the signal, it is there whole.
        test ! -e shards || test -e shards/README.md || echo half
        rm -rf shards
      done; exit 0
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.output.contains(".konomi-") && !result.output.contains("half"), "\(result.output)")
  }
}
