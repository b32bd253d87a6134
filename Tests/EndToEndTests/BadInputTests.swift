import Foundation
import TestSupport
import Testing

/// Bad input gets one clear line and a status that a script can read, and nothing is lost.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder
  private static let demo = RepositoryPaths.root.appending(path: "Data/demo")

  init() throws {
    folder = try TemporaryFolder()
  }

  private func demoImages() throws -> [String] {
    let images = Self.demo.appending(path: "images").path
    return try FileManager.default.contentsOfDirectory(atPath: images).sorted().map { images + "/" + $0 }
  }

  private func importing(_ lines: [String], _ options: String...) throws -> ChildProcess.Result {
    let manifest = try folder.write(lines.joined(separator: "\n"), to: "manifest.jsonl")
    return try Program.run(["import", manifest, "--db", folder["study.db"]] + options, in: folder)
  }

  private func row(_ prompt: String, _ images: [String]) -> String {
    let candidates = images.map { "{\"image\":\"\($0)\"}" }.joined(separator: ",")
    return "{\"prompt\":\"\(prompt)\",\"candidates\":[\(candidates)]}"
  }

  @Test func badRowsAreNamedAndTheRestGoesIn() throws {
    let good = try demoImages()
    let png = try #require(good.first { $0.hasSuffix(".png") })
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: png)))
    let cut = try folder.write(Array(bytes[..<(bytes.count / 2)]), to: "cut.png")
    let text = try folder.write("no image", to: "text.png")
    var huge = bytes
    huge.replaceSubrange(16..<24, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
    let giant = try folder.write(huge, to: "giant.png")

    let result = try importing([
      row("fine", [good[0], good[1]]), row("cut", [good[0], cut]), row("text", [good[0], text]),
      row("giant", [good[0], giant]), row("gone", [good[0], "gone.png"]), row(" ", [good[0], good[1]]),
      row("one", [good[0]]), "{\"prompt\": 3", row("fine too", [good[2], good[3]]),
    ])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("2 comparisons, 4 candidates and 0 choices are new"))
    #expect(result.output.contains("7 rows were left out"))
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 7)
    for (line, number) in zip(lines, 2...) {
      #expect(line.contains("manifest.jsonl: line \(number): "), "\(line)")
    }
    #expect(lines[0].contains("cut.png") && lines[0].contains("ends too early"))
    #expect(lines[2].contains("30000×30000 pixels are more than"))
    #expect(lines[3].contains("gone.png: no such image file"))
  }

  @Test func invalidUTF8IsABadRow() throws {
    let good = try demoImages()
    let first = Array(row("fine", [good[0], good[1]]).utf8)
    var second = Array(row("bad", [good[2], good[3]]).utf8)
    second[11] = 0xff
    let manifest = try folder.write(first + [0x0a] + second + [0x0a], to: "manifest.jsonl")
    let result = try Program.run(["import", manifest, "--db", folder["study.db"], "--json"], in: folder)
    #expect(result.status == 0)
    let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(report?["comparisons"] as? Int == 1)
    let rejected = report?["rejected"] as? [[String: String]]
    #expect(rejected?.first?["at"] == "line 2")
    #expect(rejected?.first?["reason"]?.contains("UTF-8") == true)
  }

  @Test func nothingThatCouldBeImportedIsBadData() throws {
    let result = try importing([row("gone", ["a.png", "b.png"])])
    #expect(result.status == 65)
    #expect(result.errors.contains("no row could be imported"))
  }

  @Test func aPathThatIsNotThereIsNoInput() throws {
    let result = try Program.run(["import", folder["nowhere"], "--db", folder["study.db"]], in: folder)
    #expect(result.status == 66)
    #expect(result.errors.contains("nowhere: no such file or folder"))
  }

  @Test func escapeSequencesInPathsDoNotReachTheTerminal() throws {
    let result = try Program.run(["import", folder["a\u{1b}[31mb"], "--db", folder["study.db"]], in: folder)
    #expect(!result.errors.contains("\u{1b}"))
    #expect(result.errors.contains("a␛[31mb"))
  }

  @Test func aMissingDatabaseIsNotMade() throws {
    for command in [["annotate"], ["export", "--format", "csv", "--output", "-"]] {
      let result = try Program.run(command + ["--db", folder["typo.db"]], in: folder)
      #expect(result.status == 66)
      #expect(result.errors.contains("typo.db: no such database; `konomi import PATH"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder["typo.db"]))
  }

  @Test func aFileThatIsNoDatabaseIsLeftAsItIs() throws {
    let path = try folder.write("dear diary", to: "diary.db")
    let result = try Program.run(["import", Self.demo.path, "--db", path], in: folder)
    #expect(result.status == 65)
    #expect(result.errors.contains("not a konomi database"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "dear diary")
  }

  @Test func annotatingWithoutATerminalIsUnavailable() throws {
    let result = try Program.run(["demo"], environment: ["TERM": "xterm"], in: folder)
    #expect(result.status == 69)
    #expect(result.errors.contains("standard input is not a terminal"))
  }

  @Test func wrongUsageIsStatus64() throws {
    #expect(try Program.run(["export", "--format", "xml"], in: folder).status == 64)
    #expect(try Program.run(["annotate", "--repeats", "2"], in: folder).status == 64)
    #expect(try Program.run(["annotate", "--annotator", " "], in: folder).status == 64)
  }

  @Test func anOutputThatCannotBeWrittenIsStatus73() throws {
    _ = try Program.run(["import", Self.demo.path, "--db", folder["study.db"]], in: folder)
    let result = try Program.run(
      ["export", "--format", "csv", "--output", folder["no/such/folder.csv"], "--db", folder["study.db"]],
      in: folder)
    #expect(result.status == 73)
    #expect(result.errors.contains("cannot be written"))
  }

  @Test(.enabled(if: TmuxScreen.isInstalled)) func aDumbTerminalGetsOneLine() throws {
    let screen = try TmuxScreen(["demo"], environment: ["TERM": "dumb"], in: folder)
    let text = try screen.wait(for: "ended with status 69")
    #expect(text.contains("TERM=dumb cannot place a cursor; try TERM=xterm-256color"))
  }

  @Test(.enabled(if: TmuxScreen.isInstalled)) func aTinyTerminalSaysWhatItNeeds() throws {
    let screen = try TmuxScreen(["demo"], width: 20, height: 5, in: folder)
    try screen.wait(for: "needs 80×24")
    try screen.wait(for: "this is 20×5")
    try screen.type("q")
    try screen.wait(for: "ended with")
  }

  @Test(.enabled(if: TmuxScreen.isInstalled)) func aHostilePromptIsShownAndNotObeyed() throws {
    let good = try demoImages()
    _ = try importing([
      row("\\u001b]2;owned\\u0007\\u001b[2J\\u001b[31m red \\u202eevil", [good[0], good[1]])
    ])
    let screen = try TmuxScreen(["annotate", "--db", folder["study.db"]], in: folder)
    let text = try screen.wait(for: "trial 1/1")
    #expect(text.contains("␛]2;owned␇␛[2J␛[31m red ‹202E›evil"))
  }

  @Test(.enabled(if: TmuxScreen.isInstalled)) func anImageGoneSinceTheImportIsAPlaceholderWithTheReason()
    throws
  {
    let good = try demoImages()
    let copies = try good.prefix(2).enumerated().map { index, path in
      try folder.write([UInt8](try Data(contentsOf: URL(filePath: path))), to: "\(index).img")
    }
    _ = try importing([row("gone", copies)])
    try FileManager.default.removeItem(atPath: copies[1])
    let screen = try TmuxScreen(["annotate", "--db", folder["study.db"]], in: folder)
    try screen.wait(for: "cannot be shown: no such image file")
    try screen.type("1")
    try screen.wait(for: "s skips the trial, r tries again")
    try screen.type("s")
    try screen.wait(for: "All trials judged")
  }
}
