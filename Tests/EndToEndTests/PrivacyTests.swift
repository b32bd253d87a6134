import Foundation
import Glibc
import TestSupport
import Testing

/// Choices and names are their owner's, and data has no power over a terminal.
@Suite struct PrivacyTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func mode(of name: String) -> String {
    var status = stat()
    guard stat(folder[name], &status) == 0 else { return "missing" }
    return String(status.st_mode & 0o777, radix: 8)
  }

  /// A database whose prompts and names hold what a terminal would obey.
  private func makeHostile() throws {
    let made = try Program.shell("$konomi scenes --output scenes --count 1 --size 32", inFolder: folder)
    try #require(made.status == 0, "\(made.errors)")
    let images = try FileManager.default.contentsOfDirectory(atPath: folder["scenes/images"]).sorted()
    try folder.write(
      #"""
      {"prompt":"a\u001b]52;c;aGk=\u0007b\u009b31m\u202ec","candidates":[{"image":"scenes/images/\#(images[0])","generator":"\u001b[2J"},{"image":"scenes/images/\#(images[1])"}],"choices":[{"annotator":"m\u001bia","outcome":"preferred","preferred":0}]}
      """#, to: "hostile.jsonl")
    let imported = try Program.shell("$konomi import hostile.jsonl --db study.db", inFolder: folder)
    try #require(imported.status == 0, "\(imported.errors)")
  }

  @Test func aNewDatabaseItsLogAndTheLogFileAreTheirOwnersAlone() throws {
    let made = try Program.shell(
      """
      umask 022; $konomi scenes --output scenes --count 2 --size 32 --label && $konomi import scenes --db study.db
      """, inFolder: folder)
    try #require(made.status == 0, "\(made.errors)")
    #expect(mode(of: "study.db") == "600")
    #expect(mode(of: "state/konomi/konomi.log") == "600")
  }

  @Test(.enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
  func whatSQLiteKeepsBesideTheDatabaseIsItsOwnersAlone() throws {
    let demo = RepositoryPaths.root.appending(path: "Data/demo").path
    _ = try Program.run(["import", demo, "--db", folder["study.db"]], in: folder)
    let screen = try TmuxScreen(["annotate", "--db", folder["study.db"]], in: folder)
    try screen.wait(for: "trial 1/")
    for name in ["study.db", "study.db-wal", "study.db-shm"] { #expect(mode(of: name) == "600") }
  }

  @Test func theModeThatAPersonGaveADatabaseStays() throws {
    let result = try Program.shell(
      """
      $konomi scenes --output scenes --count 1 --size 32 --label && $konomi import scenes --db study.db &&
      chmod 660 study.db && $konomi import scenes --db study.db
      """, inFolder: folder)
    #expect(result.status == 0 && mode(of: "study.db") == "660")
  }

  @Test(
    .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"),
    arguments: ["csv", "jsonl", "hpd-v1", "hpd-v2-train"])
  func aTerminalGetsNoControlCharacterFromAnExport(format: String) throws {
    try makeHostile()
    for output in ["-", "/dev/stdout", "/dev/tty"] {
      // `cat -v` shows what the terminal of `script` was sent.
      let result = try Program.shell(
        """
        script -q -c "$konomi export --db study.db --format \(format) --output \(output) 2>/dev/null" typescript </dev/null >/dev/null;
        cat typescript
        """, inFolder: folder)
      #expect(result.output.contains("‹202E›c"), "\(output): \(result.output)")
      let controls = result.output.unicodeScalars.filter {
        ($0.value < 0x20 || (0x7f...0x9f).contains($0.value)) && !"\r\n\t".unicodeScalars.contains($0)
      }
      #expect(controls.isEmpty, "\(output): \(controls)")
    }
  }

  @Test func elsewhereTheBytesAreTrue() throws {
    try makeHostile()
    let result = try Program.shell("$konomi export --db study.db --format csv --output -", inFolder: folder)
    #expect(result.output.contains("a\u{1b}]52;c;aGk=\u{7}b\u{9b}31m\u{202e}c"))
    #expect(result.output.contains("m\u{1b}ia"))
  }
}
