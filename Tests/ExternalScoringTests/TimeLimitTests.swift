import Dispatch
import FoundationEssentials
import Glibc
import Preferences
import TestSupport
import Testing

@testable import ExternalScoring

@Suite("External scorer and time", .timeLimit(.minutes(1)))
struct TimeLimitTests {
  private let shell: ShellScorer

  init() throws {
    shell = try ShellScorer()
  }

  private func scoreFault(_ scorer: ExternalScorer, _ prompt: Prompt = fox) -> String {
    fault { () throws(ScoringFault) in _ = try scorer.scores(of: [image()], for: prompt) }
  }

  @Test("a hello that is never answered")
  func neverStarts() {
    var limits = ExternalScorer.Limits.short(20)
    limits.start = .milliseconds(40)
    let text = fault { () throws(ScoringFault) in
      _ = try ExternalScorer(command: "exec sleep 1000", limits: limits)
    }
    #expect(
      text.hasPrefix("exec:exec sleep 1000: gave no answer within 40 ms; make it faster or the limit higher"))
  }

  @Test("a program may be late once; the second time in a row it is started anew")
  func lateTwice() throws {
    let request = #"[ $starts = 1 ] && [ $id != 1 ] || echo "{\"id\":$id,\"scores\":[$starts]}""#
    let scorer = try ExternalScorer(command: shell.command(request: request), limits: .short(20))
    #expect(try scorer.scores(of: [image()], for: fox) == [1])
    #expect(scoreFault(scorer).contains("gave no answer within 20 ms"))
    #expect(try !shell.areAllGone)
    #expect(scoreFault(scorer).contains("gave no answer within 20 ms"))
    #expect(try shell.areAllGone)
    #expect(try scorer.scores(of: [image()], for: fox) == [2])
  }

  @Test("a late answer is dropped, and not taken for the next one's")
  func lateAnswer() throws {
    let request = #"while [ ! -e go ]; do sleep 0.01; done; echo "{\"id\":$id,\"scores\":[$id]}""#
    let dialogue = try Dialogue(with: shell.command(request: request), limits: .patient) { _ in }
    _ = try dialogue.answer(to: .hello, within: .seconds(30)) { false }
    let first = ScorerRequest(id: 1, prompt: "p", images: ["/a"])
    #expect {
      _ = try dialogue.answer(to: first, within: .milliseconds(20)) { false }
    } throws: {
      $0 as? ProgramFault == .late(limit: .milliseconds(20), took: true, wrote: nil)
    }
    #expect(dialogue.canGoOn)
    try shell.folder.write("", to: "go")
    let second = ScorerRequest(id: 2, prompt: "p", images: ["/a"])
    let reply = try dialogue.answer(to: second, within: .seconds(30)) { false }
    #expect(try reply.scores(of: 1) == [2])
  }

  @Test("a program that never reads is ended, since half a request is in its pipe")
  func neverReads() throws {
    let scorer = try ExternalScorer(
      command: shell.command(
        request: #"echo "{\"id\":$id,\"scores\":[1]}"; [ $starts = 1 ] && exec sleep 1000"#),
      limits: .short(20))
    #expect(try scorer.scores(of: [image()], for: fox) == [1])
    let long = try Prompt(String(repeating: "fox ", count: 50_000))
    #expect(scoreFault(scorer, long).contains("did not read the request within 20 ms"))
    #expect(try shell.areAllGone)
  }

  @Test("a program that writes a lot before it reads gets the whole of a long request")
  func writesFirst() throws {
    let request = #"yes 123456789012345 | head -n 20000 >&2; echo "{\"id\":$id,\"scores\":[${#line}]}""#
    let scorer = try ExternalScorer(command: shell.command(request: request), limits: .patient)
    let long = try Prompt(String(repeating: "f", count: 100_000))
    let frame = #"{"id":1,"images":["/a.png"],"prompt":""}"#.count
    #expect(try scorer.scores(of: [image()], for: long) == [Double(100_000 + frame)])
  }

  @Test("cancelling ends the wait for an answer")
  func cancelled() throws {
    let scorer = try ExternalScorer(
      command: shell.command(request: "echo $id > asked"), limits: .patient,
      isCancelled: { [folder = shell.folder] in (try? folder.names().contains("asked")) == true })
    let start = SuspendingClock.now
    #expect(throws: ScoringFault.cancelled) { try scorer.scores(of: [image()], for: fox) }
    #expect(SuspendingClock.now - start < .seconds(20))
  }

  @Test("cancelling ends the wait for a start, and the pause before one")
  func cancelledStart() throws {
    #expect(throws: ScoringFault.cancelled) {
      _ = try ExternalScorer(command: "exec sleep 1000", limits: .short(20), isCancelled: { true })
    }
    var limits = ExternalScorer.Limits.patient
    limits.pause = .seconds(10_000)
    let scorer = try ExternalScorer(
      command: shell.command(request: "echo > asked; exit 1"), limits: limits,
      isCancelled: { [folder = shell.folder] in (try? folder.names().contains("asked")) == true })
    #expect(throws: ScoringFault.cancelled) { try scorer.scores(of: [image()], for: fox) }
  }

  @Test("stopping cancels the request under way and all later ones, and leaves nothing behind")
  func stop() throws {
    let scorer = try ExternalScorer(command: shell.command(request: "echo > asked"), limits: .patient)
    let outcome = Notes()
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      outcome.add(fault { () throws(ScoringFault) in _ = try scorer.scores(of: [image()], for: fox) })
    }
    while try !shell.folder.names().contains("asked") { Duration.milliseconds(1).sleep() }
    scorer.stop()
    #expect(try shell.areAllGone)
    group.wait()
    #expect(outcome.all == ["stopped"])
    #expect(throws: ScoringFault.cancelled) { try scorer.scores(of: [image()], for: fox) }
    scorer.stop()
  }

  @Test("giving a scorer up ends its program, by the end of its input if it heeds that")
  func gentleEnd() throws {
    let command = try shell.command() + "; echo"
    _ = try ExternalScorer(
      command: command.replacing("exec ", with: "") + " > '\(shell.folder["bye"])'", limits: .patient)
    #expect(try shell.areAllGone)
    #expect(try shell.folder.text(of: "bye") == "\n")
  }

  @Test("a program that heeds neither the end of its input nor a signal is ended with all it started")
  func hardEnd() throws {
    let hello = #"trap '' TERM; sleep 1000 & echo $! > child; echo '{"id":0}'; wait; sleep 1000"#
    let scorer = try ExternalScorer(command: shell.command(hello: hello), limits: .short(20))
    let child = try #require(pid_t(shell.folder.text(of: "child").dropLast()))
    #expect(kill(child, 0) == 0)
    scorer.stop()
    #expect(try shell.areAllGone)
    // The signal is on its way, and whose parent is gone is reaped by whoever takes orphans in, in its own time.
    func isAlive() -> Bool {
      let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
      return status.map { !$0.contains(") Z") } ?? false
    }
    while isAlive() { Duration.milliseconds(1).sleep() }
  }

  @Test("what made itself independent ends with the program that started it, however that ends")
  func independentChildren() throws {
    let hello =
      #"setsid sleep 1000 & echo $! > child; (setsid sh -c 'echo $$ > orphan; exec sleep 1000' &); "#
      + #"until [ -s orphan ]; do sleep 0.01; done; echo '{"id":0}'"#
    for request in ["exit 3", "kill -9 $$", "sleep 1000", "echo \"{\\\"id\\\":$id,\\\"scores\\\":[0.5]}\""] {
      let shell = try ShellScorer()
      var limits = ExternalScorer.Limits.short(20)
      limits.restarts = 0
      let scorer = try ExternalScorer(command: shell.command(hello: hello, request: request), limits: limits)
      _ = scoreFault(scorer)
      scorer.stop()
      for name in ["child", "orphan"] {
        let process = try #require(pid_t(shell.folder.text(of: name).dropLast()))
        #expect(kill(process, 0) == -1 && errno == ESRCH, "\(name) after \(request)")
      }
      #expect(try shell.areAllGone)
    }
  }

  @Test("programs do not hold each other's pipes open")
  func descriptors() throws {
    let command = try shell.command()
    var first: ExternalScorer? = try ExternalScorer(command: command, limits: .patient)
    let other = try ShellScorer()
    let second = try ExternalScorer(command: other.command(), limits: .patient)
    let start = SuspendingClock.now
    first = nil
    // Half of what it gets before it would be asked to end by a signal.
    #expect(SuspendingClock.now - start < ExternalScorer.Limits.patient.ending / 2)
    #expect(first == nil)
    #expect(try shell.areAllGone)
    #expect(try second.scores(of: [image()], for: fox) == [0.5])
  }
}
