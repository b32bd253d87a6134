import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// The colours of pictures are those of the terminal, and said where they are few.
@Suite(.serialized)
struct ColorTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(
    "NO_COLOR leaves pictures their colours", .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
  func noColor() throws {
    let screen = try TmuxScreen(["demo"], environment: ["NO_COLOR": "1"], in: folder)
    try screen.wait(until: "images") {
      $0.contains("trial 1/") && $0.filter { "▀▄█".contains($0) }.count > 200
    }
    let colored = try screen.coloredText()
    #expect(colored.contains("38;2;"))
    let header = colored.split(separator: "\n").first ?? ""
    #expect(!header.contains("38;"))
    #expect(!colored.contains("colours"))
  }

  @Test("256 colours are said in the header", .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
  func badge() throws {
    let screen = try TmuxScreen(["demo"], width: 80, height: 24, environment: ["COLORTERM": ""], in: folder)
    let text = try screen.wait(for: "256 colours")
    #expect(text.split(separator: "\n").first?.contains("demo · tester · 256 colours") == true)
    try screen.wait(until: "images") { _ in try screen.coloredText().contains("48;5;") }
    #expect(try !screen.coloredText().contains("38;2;"))
  }

  @Test("when the terminal says what it is, pictures change over to true colours")
  func changeOver() throws {
    let terminal = try PseudoTerminal(
      ["demo"], width: 80, height: 24, environment: ["COLORTERM": ""], in: folder)
    try terminal.read(until: "48;5;")
    let before = terminal.received.count
    #expect(!terminal.received.contains(Array("38;2;".utf8)))
    terminal.type("\u{1b}P>|kitty(0.32.2)\u{1b}\\\u{1b}[?62c")
    try terminal.read(until: "pictures in true colours") { $0[before...].contains(Array("48;2;".utf8)) }
  }

  @Test("terminal, colours and size are kept with the session")
  func session() throws {
    let manifest = RepositoryPaths.root.appending(path: "Data/demo/manifest.jsonl").path
    let database = folder["study.db"]
    #expect(try Program.run(["import", manifest, "--db", database], in: folder).status == 0)
    let terminal = try PseudoTerminal(
      ["annotate", "--db", database], width: 80, height: 24, environment: ["COLORTERM": ""], in: folder)
    // It answers nothing, and what it was sent counts as seen once that is known.
    try terminal.read(until: "unconfirmed")
    try terminal.type("s", until: "recorded")
    terminal.type("q")
    #expect(try terminal.waitForEnd() == 0)
    let store = try SQLiteChoiceStore(readOnlyAt: database)
    let annotator = try Annotator(name: "tester")
    let session = try #require(try store.latestChoices(of: annotator.id, limit: 1).first?.choice.session)
    let conditions = try #require(try store.conditions(of: session))
    #expect(conditions.terminal == "xterm-256color")
    #expect(conditions.colors == "256")
    #expect(conditions.size == SessionConditions.Size(columns: 80, rows: 24))
  }
}
