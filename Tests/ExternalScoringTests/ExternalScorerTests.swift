import Dispatch
import FoundationEssentials
import Glibc
import Preferences
import Synchronization
import TestSupport
import Testing

@testable import ExternalScoring

@Suite("External scorer")
struct ExternalScorerTests {
  private let shell: ShellScorer

  init() throws {
    shell = try ShellScorer()
  }

  @Test("scores come in the order of the images")
  func order() throws {
    let scorer = try ExternalScorer(
      command: shell.command(request: #"echo "{\"scores\":[0.3,-1,2e-1],\"id\":$id}""#), limits: .patient)
    #expect(try scorer.scores(of: [image("/a"), image("/b"), image("/c")], for: fox) == [0.3, -1, 0.2])
    #expect(try scorer.scores(of: [image("/a"), image("/b"), image("/c")], for: fox) == [0.3, -1, 0.2])
    #expect(try shell.processes.count == 1)
  }

  @Test("a request is one line of JSON, whatever is in prompt and path")
  func requestLine() throws {
    let scorer = try ExternalScorer(command: shell.command(), limits: .patient)
    let prompt = try Prompt("a \"fox\"\n\\ \u{1}\r\u{2028}狐 🦊\t'$HOME`")
    #expect(try scorer.scores(of: [image("/tmp/a \"1\"\n é.png")], for: prompt) == [0.5])
    #expect(try scorer.scores(of: [image("a.png")], for: fox) == [0.5])
    let lines = try shell.linesRead
    #expect(
      lines[0] == #"{"hello":"konomi 1","id":0,"images":[],"prompt":""}"#)
    #expect(
      lines[1]
        == #"{"id":1,"images":["/tmp/a \"1\"\n é.png"],"prompt":"a \"fox\"\n\\ \u0001\r"# + "\u{2028}"
        + #"狐 🦊\t'$HOME`"}"#)
    let folder = FileManager.default.currentDirectoryPath
    #expect(lines[2] == #"{"id":2,"images":["\#(folder)/a.png"],"prompt":"a red fox"}"#)
    #expect(lines.count == 3)
  }

  @Test("no images need no program")
  func noImages() throws {
    let scorer = try ExternalScorer(command: shell.command(), limits: .patient)
    #expect(try scorer.scores(of: [], for: fox) == [])
    #expect(try shell.linesRead.count == 1)
  }

  @Test("many threads at once get one answer each, their own", .timeLimit(.minutes(1)))
  func threads() throws {
    let request = #"p=${line##*:}; p=${p#?}; echo "{\"id\":$id,\"scores\":[${p%??}]}""#
    let scorer = try ExternalScorer(command: shell.command(request: request), limits: .patient)
    let wrong = Notes()
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for round in 0..<10 {
        let number = thread * 100 + round
        do {
          let scores = try scorer.scores(of: [image()], for: Prompt("\(number)"))
          if scores != [Double(number)] { wrong.add("\(number): \(scores)") }
        } catch {
          wrong.add("\(number): \(error)")
        }
      }
    }
    #expect(wrong.all == [])
    #expect(try shell.linesRead.count == 81)
  }

  @Test("an error fails its request, and the program goes on")
  func errorReply() throws {
    let request =
      #"if [ $id = 1 ]; then echo '{"id":1,"error":"/a.png: no\u001b[31m fox"}'; else echo "{\"id\":$id,\"scores\":[2]}"; fi"#
    let command = try shell.command(request: request)
    let scorer = try ExternalScorer(command: command, limits: .patient)
    #expect {
      try scorer.scores(of: [image()], for: fox)
    } throws: {
      $0 as? ScoringFault
        == .scorer(
          name: "exec:\(command)", reason: "its answer is an error: /a.png: no [31m fox")
    }
    #expect(try scorer.scores(of: [image()], for: fox) == [2])
    #expect(try shell.processes.count == 1)
  }

  @Test("a flood on standard error holds nothing up, and is logged line by line", .timeLimit(.minutes(1)))
  func flood() throws {
    let notes = Notes()
    let request = #"""
      yes 'a warning that comes again and again and again and again' | head -c 4000000 >&2
      printf '\n50 %%\r\033[2Jdone\n' >&2
      echo "{\"id\":$id,\"scores\":[1]}"
      """#
    let scorer = try ExternalScorer(
      command: shell.command(request: request), limits: .patient, log: { notes.add($0) })
    #expect(try scorer.scores(of: [image()], for: fox) == [1])
    #expect(try scorer.scores(of: [image()], for: fox) == [1])
    let lines = notes.all
    #expect(lines.count > 60_000)
    #expect(lines[0] == "a warning that comes again and again and again and again")
    #expect(lines.contains("50 %"))
    #expect(lines.contains("[2Jdone"))
  }

  @Test("the program has default signals, no blocked ones and no controlling terminal")
  func surroundings() throws {
    let hello =
      #"grep -E '^Sig(Blk|Ign)' /proc/self/status > signals; cut -d' ' -f4,6,7 /proc/$$/stat > session; echo '{"id":0}'"#
    _ = try ExternalScorer(command: shell.command(hello: hello), limits: .patient)
    let words = try shell.folder.text(of: "signals").split(whereSeparator: \.isWhitespace)
    let masks = words.compactMap { UInt64($0, radix: 16) }
    // 32 and 33 are the C library's own.
    #expect(masks.map { $0 & ~0x1_8000_0000 } == [0, 0])
    // Its parent, the session's leader, the terminal.
    let session = try shell.folder.text(of: "session").dropLast().split(separator: " ")
    try #require(session.count == 3)
    #expect(session[0] == session[1] && session[2] == "0")
    #expect(session[1] != "\(getsid(0))")
  }

  @Test("the example works as it says", .enabled(if: Python.isThere, "no python3 here"))
  func example() throws {
    let script = RepositoryPaths.root.appending(path: "Data/examples/scorer.py").path
    let scorer = try ExternalScorer(command: "exec python3 '\(script)'", limits: .patient)
    #expect(
      scorer.identity
        == ScorerIdentity(
          name: "file size 1", checkpoint: nil, logitScale: 1, preprocessing: "none, the file as it is"))
    let small = try shell.folder.write("12", to: "klein é \"1\".png")
    let large = try shell.folder.write([UInt8](repeating: 0, count: 999), to: "b.png")
    let scores = try scorer.scores(of: [image(large), image(small)], for: Prompt("狐 🦊\n"))
    #expect(abs(scores[0] - 6.907755) < 1e-6)
    #expect(abs(scores[1] - 1.098612) < 1e-6)
    #expect(
      fault { () throws(ScoringFault) in _ = try scorer.scores(of: [image("/nowhere.png")], for: fox) }
        .contains("is an error: [Errno 2] No such file or directory: '/nowhere.png'"))
    #expect(try scorer.scores(of: [image(small)], for: fox).count == 1)
  }
}

private enum Python {
  static let isThere =
    (try? ChildProcess.run(
      "/usr/bin/env", ["python3", "-c", ""], environment: ProcessInfo.processInfo.environment))?.status == 0
}
