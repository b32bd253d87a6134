import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// The real program in a real terminal, on the bundled scenes.
@Suite(.serialized, .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
struct AnnotationTests {
  private let folder: TemporaryFolder
  private var database: String { folder["study.db"] }
  private static let demo = RepositoryPaths.root.appending(path: "Data/demo").path

  init() throws {
    folder = try TemporaryFolder()
  }

  private func importDemo() throws {
    let result = try Program.run(["import", Self.demo, "--db", database], in: folder)
    try #require(result.status == 0, "\(result.errors)")
  }

  private func annotate(
    _ arguments: String..., width: Int = 120, height: Int = 40, environment: [String: String] = [:]
  )
    throws -> TmuxScreen
  {
    try TmuxScreen(
      ["annotate", "--db", database, "--annotator", "mia"] + arguments, width: width, height: height,
      environment: environment, in: folder)
  }

  private func choices(in path: String? = nil) throws -> [ChoiceRecord] {
    var records: [ChoiceRecord] = []
    try SQLiteChoiceStore(readOnlyAt: path ?? database).forEachChoice { records.append($0) }
    return records
  }

  /// The second line of the screen.
  private func prompt(_ screen: String) -> Substring {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count > 1 ? lines[1] : ""
  }

  @Test func theDemoShowsImagesAndLeavesNothingBehind() throws {
    let temporary = folder["temporary"]
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    let screen = try TmuxScreen(["demo"], environment: ["TMPDIR": temporary], in: folder)
    try screen.wait(for: "trial 1/")
    try screen.wait(until: "both images") { $0.filter { "▀▄█▌▐▘▝▖▗".contains($0) }.count > 400 }
    #expect(try screen.coloredText().contains("[38;2;"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).count == 1)
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    try screen.wait(until: "the toy's prediction") { $0.contains("✓ agrees") || $0.contains("✗ differs") }
    try screen.type("q")
    try screen.wait(for: "ended with status 0")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
  }

  @Test func choicesAreOnDiskWhenTheNextTrialIsShown() throws {
    try importDemo()
    let screen = try annotate()
    let first = prompt(try screen.wait(for: "trial 1/"))
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    #expect(try choices().count == 1)
    #expect(first.contains(try choices()[0].trial.prompt.text))
    try screen.type("=", until: "trial 3") { $0.contains("trial 3/") }
    try screen.type("b", until: "trial 4") { $0.contains("trial 4/") }
    try screen.type("s", until: "trial 5") { $0.contains("trial 5/") }
    let made = try choices()
    #expect(made.map(\.choice.outcome) == [.preferred(made[0].trial.images[0]), .tie, .bothBad, .skip])
    #expect(made.allSatisfy { ($0.choice.responseMilliseconds ?? -1) >= 0 && !$0.choice.scoresVisible })
    #expect(Set(made.map(\.annotator.name)) == ["mia"])
  }

  @Test func undoAndRedoWalkAcrossTrials() throws {
    try importDemo()
    let screen = try annotate()
    let first = prompt(try screen.wait(for: "trial 1/"))
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    try screen.type("2", until: "trial 3") { $0.contains("trial 3/") }
    try screen.type("u", until: "trial 2 again") { $0.contains("trial 2/") && $0.contains("chosen before") }
    try screen.type("u", until: "trial 1 again") { $0.contains("trial 1/") && $0.contains("chosen before") }
    #expect(prompt(try screen.text()) == first)
    #expect(try choices().isEmpty)
    try screen.type("C-r", until: "trial 2") { $0.contains("trial 2/") }
    #expect(try choices().count == 1)
    try screen.type("=", until: "trial 3") { $0.contains("trial 3/") }
    #expect(try choices().map(\.choice.outcome).last == .tie)
  }

  @Test func afterAKillTheSameTrialComesAgainAndNothingIsLost() throws {
    try importDemo()
    var screen: TmuxScreen? = try annotate()
    try screen?.wait(for: "trial 1/")
    try screen?.type("1", until: "trial 2") { $0.contains("trial 2/") }
    try screen?.type("2", until: "trial 3") { $0.contains("trial 3/") }
    let before = prompt(try screen?.text() ?? "")
    kill(try #require(screen).processID(), SIGKILL)
    try screen?.wait(for: "ended with status 137")
    screen = nil

    let again = try annotate()
    let after = prompt(try again.wait(for: "trial 3/"))
    #expect(after == before)
    #expect(try choices().count == 2)
    try again.type("u", until: "trial 2 again") { $0.contains("trial 2/") && $0.contains("chosen before") }
  }

  @Test func whatWasChosenIsTheSameAfterExportAndImport() throws {
    try importDemo()
    let screen = try annotate("--repeats", "0.3")
    try screen.wait(for: "trial 1/")
    try screen.type("f", until: "a flag") { $0.contains("flagged") }
    for (trial, key) in ["1", "=", "2", "b", "s"].enumerated() {
      try screen.type(key, until: "trial \(trial + 2)") { $0.contains("trial \(trial + 2)/") }
    }
    try screen.type("q")
    try screen.wait(for: "ended with status 0")
    for command in [
      ["export", "--format", "jsonl", "--output", folder["out.jsonl"], "--db", database],
      ["import", folder["out.jsonl"], "--db", folder["other.db"]],
      ["import", folder["out.jsonl"], "--db", database],
    ] {
      let result = try Program.run(command, in: folder)
      try #require(result.status == 0, "\(result.errors)")
    }
    let made = try choices()
    #expect(made.count == 5)
    #expect(made[0].choice.flagged)
    #expect(try choices(in: folder["other.db"]) == made)
  }

  @Test func twoAnnotatorsWorkInOneFileAtOnce() throws {
    try importDemo()
    let mia = try annotate()
    let ben = try TmuxScreen(["annotate", "--db", database, "--annotator", "ben"], in: folder)
    for trial in 1...3 {
      for screen in [mia, ben] {
        try screen.wait(for: "trial \(trial)/")
        try screen.type(trial.isMultiple(of: 2) ? "1" : "2", until: "next") {
          $0.contains("trial \(trial + 1)/")
        }
      }
    }
    let names = try choices().map(\.annotator.name)
    #expect(names.count { $0 == "mia" } == 3)
    #expect(names.count { $0 == "ben" } == 3)
  }

  @Test func aRankingIsCommittedWithEnter() throws {
    try importDemo()
    let screen = try annotate("--mode", "rank")
    let start = try screen.wait(for: "trial 1/")
    let count = (2...4).last { start.contains(" \($0) ─") || start.contains(" \($0) ━") } ?? 2
    try screen.type("2", until: "a rank") { $0.contains("rank 1") }
    for place in [1, 3, 4] where place <= count {
      try screen.type("\(place)")
    }
    try screen.type("Enter", until: "trial 2") { $0.contains("trial 2/") }
    let made = try #require(try choices().first)
    guard case .ranking(let groups) = made.choice.outcome else { return #expect(Bool(false)) }
    #expect(groups.first == [made.trial.images[1]])
    #expect(groups.count == made.trial.images.count)
  }

  @Test func flagAndNoteAreKeptWithTheChoice() throws {
    try importDemo()
    let screen = try annotate()
    try screen.wait(for: "trial 1/")
    try screen.type("f", until: "a flag") { $0.contains("flagged") }
    try screen.type("n")
    try screen.wait(for: "Enter keep")
    try screen.type("six fingers")
    try screen.wait(for: "note six fingers")
    try screen.type("Enter")
    try screen.wait(for: "✎ note")
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    let choice = try #require(try choices().first?.choice)
    #expect(choice.flagged)
    #expect(choice.note == "six fingers")
  }

  @Test func helpZoomAndResizeLeaveTheTrialAsItWas() throws {
    try importDemo()
    let screen = try annotate()
    try screen.wait(for: "trial 1/")
    try screen.type("?")
    try screen.wait(for: "prefer the left candidate")
    try screen.type("Escape")
    try screen.wait(until: "help closed") { !$0.contains("prefer the left candidate") }
    try screen.type("z")
    try screen.wait(for: "1 of 2")
    try screen.type("Space")
    try screen.wait(for: "2 of 2")
    try screen.type("Escape")
    try screen.wait(for: "trial 1/")
    try screen.resize(width: 60, height: 20)
    try screen.wait(for: "needs 80×24")
    try screen.resize(width: 80, height: 24)
    try screen.wait(for: "trial 1/")
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
  }

  @Test(arguments: [
    (["--colors", "256"], "[38;5;"), (["--colors", "16"], "[3"), (["--colors", "mono"], "▀"),
  ])
  func fewerColoursShowImagesToo(options: [String], mark: String) throws {
    try importDemo()
    let screen = try TmuxScreen(
      ["annotate", "--db", database, "--annotator", "mia"] + options, in: folder)
    try screen.wait(for: "trial 1/")
    try screen.wait(until: "images") { $0.filter { "▀▄█▌▐▘▝▖▗▚▞▛▜▙▟".contains($0) }.count > 100 }
    let colored = try screen.coloredText()
    #expect(!colored.contains("[38;2;"))
    #expect(colored.contains(mark) || options[1] == "mono")
  }
}
