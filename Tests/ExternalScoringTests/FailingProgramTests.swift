import Glibc
import Preferences
import TestSupport
import Testing

@testable import ExternalScoring

@Suite("External scorer that fails", .timeLimit(.minutes(1)))
struct FailingProgramTests {
  private let shell: ShellScorer

  init() throws {
    shell = try ShellScorer()
  }

  private func startFault(_ command: String, _ limits: ExternalScorer.Limits = .patient) -> String {
    fault { () throws(ScoringFault) in _ = try ExternalScorer(command: command, limits: limits) }
  }

  private func scoreFault(_ scorer: ExternalScorer, _ prompt: Prompt = fox) -> String {
    fault { () throws(ScoringFault) in _ = try scorer.scores(of: [image()], for: prompt) }
  }

  @Test("a program that dies at once is told with status and last words")
  func diesAtOnce() throws {
    let command = "echo loading >&2; printf 'no \\033[31mmodel\\n' >&2; exit 3"
    #expect(
      startFault(command)
        == "exec:\(command): ended with status 3 before it answered; "
        + "the last it wrote to standard error: 'loading | no [31mmodel'; run the command by itself to see why"
    )
  }

  @Test("a command that is not there is told from one that fails")
  func notFound() {
    let text = startFault("konomi-no-such-program --fast")
    #expect(text.hasPrefix("exec:konomi-no-such-program --fast: ended with status 127 before it answered; "))
    #expect(text.contains("not found"))
    #expect(text.hasSuffix("the shell finds no such program: check its spelling and PATH"))
    #expect(startFault(" ") == "exec:: the command is missing; give one, as in 'exec:python3 scorer.py'")
  }

  @Test("a signal is told by name")
  func killed() {
    let text = startFault("kill -9 $$")
    #expect(
      text.contains("was ended by signal 9 (Killed) before it answered; this is what running out of memory"))
  }

  @Test("a program that dies in mid-request is started again and asked once more")
  func diesOnce() throws {
    let request = #"[ $starts = 1 ] && [ $id = 2 ] && exit 4; echo "{\"id\":$id,\"scores\":[$starts]}""#
    let scorer = try ExternalScorer(command: shell.command(request: request), limits: .patient)
    #expect(try scorer.scores(of: [image()], for: fox) == [1])
    #expect(try scorer.scores(of: [image()], for: fox) == [2])
    #expect(try scorer.scores(of: [image()], for: fox) == [2])
    #expect(try shell.processes.count == 2)
    #expect(try shell.linesRead.map { $0.contains("\"id\":2,") }.filter { $0 }.count == 2)
  }

  @Test("one that dies between requests is started as often as it answers")
  func diesAfterEach() throws {
    let request = #"echo "{\"id\":$id,\"scores\":[$id]}"; exit 0"#
    let scorer = try ExternalScorer(command: shell.command(request: request), limits: .patient)
    for number in 1...6 {
      #expect(try scorer.scores(of: [image()], for: fox) == [Double(number)])
    }
    #expect(try shell.processes.count == 6)
  }

  @Test("one that always dies is given up after three new starts")
  func diesForever() throws {
    let scorer = try ExternalScorer(
      command: shell.command(request: "echo \"out of memory $starts\" >&2; exit 5"), limits: .patient)
    #expect(scoreFault(scorer).contains("ended with status 5 before it answered; the last it wrote"))
    #expect(try shell.processes.count == 2)
    #expect(scoreFault(scorer).contains("'out of memory 4'"))
    #expect(try shell.processes.count == 4)
    let last = scoreFault(scorer)
    #expect(
      last.contains(
        "was started again 3 times without an answer in between and is given up; the last time: ended with status 5"
      ))
    #expect(last.contains("'out of memory 4'"))
    #expect(try shell.processes.count == 4)
    #expect(try shell.areAllGone)
  }

  @Test("one that does not start again is given up just so")
  func neverStartsAgain() throws {
    let scorer = try ExternalScorer(
      command: shell.command(hello: #"[ $starts = 1 ] || exit 6; echo '{"id":0}'"#, request: "exit 5"),
      limits: .patient)
    #expect(
      scoreFault(scorer).contains(
        "was started again 3 times without an answer in between and is given up; the last time: ended with status 6"
      ))
    #expect(try shell.processes.count == 4)
  }

  @Test("one that becomes another scorer is refused")
  func changes() throws {
    let scorer = try ExternalScorer(
      command: shell.command(hello: #"echo "{\"id\":0,\"logit_scale\":$starts}""#, request: "exit 1"),
      limits: .patient)
    #expect(scorer.identity.logitScale == 1)
    #expect(scoreFault(scorer).contains("started again, it says another name, logit_scale"))
    #expect(try shell.areAllGone)
  }

  @Test(
    "an answer that breaks the rules is told, and the program started anew for the next request",
    arguments: [
      ("echo Loading weights", "its answer is not JSON: 'Loading weights'; print nothing but answers"),
      (#"echo '{"id":7,"scores":[1]}'"#, "its answer has the id 7, which was not asked"),
      (#"echo '{"id":0,"scores":[1]}'"#, "its answer has the id 0, which was not asked"),
      (#"echo '{"scores":[1]}'"#, "its answer has no \"id\""),
      ("yes | tr -d '\\n'", "its answer has a line of more than 1048576 bytes"),
      ("yes ''", "its answer is not JSON: ''"),
    ])
  func outOfStep(request: String, words: String) throws {
    let script = #"if [ $id = 1 ]; then \#(request); else echo "{\"id\":$id,\"scores\":[3]}"; fi"#
    let scorer = try ExternalScorer(command: shell.command(request: script), limits: .patient)
    let text = scoreFault(scorer)
    #expect(text.contains(words))
    #expect(try shell.areAllGone)
    #expect(try scorer.scores(of: [image()], for: fox) == [3])
    #expect(try shell.processes.count == 2)
  }

  @Test(
    "scores that cannot be used fail their request only",
    arguments: [
      ("[]", "has 0 scores, not 1"), ("[1,2]", "has 2 scores, not 1"),
      ("[NaN]", "its answer gives image 1 a score that is not a finite number"),
    ])
  func wrongScores(list: String, words: String) throws {
    let script = #"[ $id = 1 ] && s='\#(list)' || s='[3]'; echo "{\"id\":$id,\"scores\":$s}""#
    let scorer = try ExternalScorer(command: shell.command(request: script), limits: .patient)
    #expect(scoreFault(scorer).contains(words))
    #expect(try scorer.scores(of: [image()], for: fox) == [3])
    #expect(try shell.processes.count == 1)
  }

  @Test(
    "one that closes its output or input, and lives on, is ended and started again",
    arguments: [
      // Closed ahead of the answer: later, the next request might be in the pipe already.
      #"exec <&-; echo "{\"id\":$id,\"scores\":[3]}"; exec sleep 1000"#,
      #"echo "{\"id\":$id,\"scores\":[3]}"; exec sleep 1000 >&-"#,
    ])
  func closes(request: String) throws {
    var limits = ExternalScorer.Limits.patient
    limits.ending = .milliseconds(50)
    let scorer = try ExternalScorer(command: shell.command(request: request), limits: limits)
    #expect(try scorer.scores(of: [image()], for: fox) == [3])
    #expect(try scorer.scores(of: [image()], for: fox) == [3])
    #expect(try shell.processes.count == 2)
  }
}
