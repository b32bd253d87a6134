import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// What is seen and what is pressed, on terminals of several kinds.
@Suite(.serialized) struct SeenAndPressedTests {
  private let folder: TemporaryFolder
  private var database: String { folder["study.db"] }

  init() throws {
    folder = try TemporaryFolder()
    let demo = RepositoryPaths.root.appending(path: "Data/demo").path
    let result = try Program.run(["import", demo, "--db", database], in: folder)
    try #require(result.status == 0, "\(result.errors)")
  }

  private func annotate(_ manners: LineTerminal.Manners) throws -> LineTerminal {
    try LineTerminal(["annotate", "--db", database, "--annotator", "mia"], manners, in: folder)
  }

  private func choices() throws -> [ChoiceRecord] {
    var records: [ChoiceRecord] = []
    try SQLiteChoiceStore(readOnlyAt: database).forEachChoice { records.append($0) }
    return records
  }

  private func conditions() throws -> SessionConditions? {
    let session = try #require(try choices().first?.choice.session)
    return try SQLiteChoiceStore(readOnlyAt: database).conditions(of: session)
  }

  /// Presses a key again and again until so many choices have been made. A person would see them come.
  private func press(_ key: String, _ terminal: LineTerminal, until count: Int) throws {
    try terminal.run(until: "\(count) choices") {
      if try choices().count >= count { return true }
      terminal.type(key)
      terminal.run(for: .milliseconds(400))
      return try choices().count >= count
    }
  }

  /// Presses a key once and waits for its choice, and for the next trial to be on the glass.
  private func choose(_ key: String, _ terminal: LineTerminal, number: Int) throws {
    let before = terminal.queries.count
    terminal.type(key)
    try terminal.run(until: "choice \(number)") {
      try terminal.queries.count > before && choices().count == number
    }
  }

  @Test func keysPressedBlindlyOverASlowLineDecideNoTrialBeforeItIsOnTheGlass() throws {
    let terminal = try annotate(LineTerminal.Manners(bytesPerSecond: 20_000))
    try terminal.run(until: "four choices") {
      terminal.type("1")
      terminal.run(for: .milliseconds(700))
      return try choices().count >= 4
    }
    let made = try choices().map { Double($0.choice.at.milliseconds) / 1000 }
    let responses = try choices().map { Double($0.choice.responseMilliseconds ?? 0) / 1000 }
    var before = 0.0
    for (at, response) in zip(made, responses) {
      // Written after the choice before, and worked through before this one: seconds after the writing, when response
      // time begins.
      let shown = terminal.queries.filter { $0.written > before && $0.reached < at + 0.005 }
      #expect(shown.contains { abs($0.reached - (at - response)) < 1 }, "\(at) \(response) \(shown)")
      before = at
    }
    terminal.type("q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(try #require(try conditions()).refusals.unseen > 0)
    #expect(try conditions()?.confirmsFrames == true)
  }

  @Test func noChoiceIsMadeWhileTheAnswerIsOut() throws {
    let terminal = try annotate(LineTerminal.Manners(holdsAnswersBack: true))
    try terminal.run(until: "the first trial") { terminal.owesAnswers }
    // Keys and answers come in the order in which they are sent.
    terminal.type("12=b")
    terminal.answerAll()
    terminal.type("1")
    try terminal.run(until: "a choice") { try !choices().isEmpty }
    terminal.type("q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(try choices().count == 1)
    #expect(try conditions()?.refusals == SessionConditions.Refusals(unseen: 4))
    // What konomi wrote last may be on its way still when it has ended.
    try terminal.run(until: "the summary") {
      terminal.text.contains("keys that did not count: 4 before they could be seen")
    }
  }

  @Test func aTerminalThatAnswersNothingIsWorkedWithAndNamedInTheSession() throws {
    let terminal = try annotate(LineTerminal.Manners(isMute: true))
    try press("1", terminal, until: 1)
    try press("2", terminal, until: 2)
    #expect(terminal.text.contains("unconfirmed"))
    terminal.type("q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(try conditions()?.confirmsFrames == false)
  }

  @Test func theSameKeyCountsAtAPersonsPace() throws {
    let terminal = try annotate(LineTerminal.Manners())
    try terminal.run(until: "the first trial") { !terminal.queries.isEmpty }
    for number in 1...8 {
      terminal.run(for: .milliseconds(300))
      // One press each, which has to count.
      try choose("1", terminal, number: number)
    }
  }

  @Test func aHeldKeyDecidesOneTrial() throws {
    let terminal = try annotate(LineTerminal.Manners())
    try terminal.run(until: "the first trial") { !terminal.queries.isEmpty }
    try choose("2", terminal, number: 1)
    try choose("1", terminal, number: 2)
    terminal.run(for: .milliseconds(200))
    terminal.type(String(repeating: "1", count: 40))
    terminal.run(for: .milliseconds(500))
    terminal.type("q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(try choices().count == 2)
    #expect(try conditions()?.refusals.held == 1)
  }

  @Test func whereTheKeyboardTellsRepeatsPressesCountAtOnceAndRepeatsNever() throws {
    let terminal = try annotate(LineTerminal.Manners(reportsKeys: true))
    try terminal.run(until: "the keyboard and the first trial") {
      terminal.text.contains("\u{1b}[>31u") && !terminal.queries.isEmpty
    }
    let held = "\u{1b}[49;;49u" + String(repeating: "\u{1b}[49;1:2;49u", count: 5) + "\u{1b}[49;1:3u"
    var presses = 0
    try terminal.run(until: "six choices") {
      terminal.type(held)
      presses += 1
      terminal.run(for: .milliseconds(300))
      return try choices().count >= 6
    }
    terminal.type("\u{1b}[113;;113u")
    #expect(try terminal.waitForEnd() == 0)
    let refusals = try #require(try conditions()).refusals
    #expect(try choices().count + refusals.early + refusals.unseen == presses)
    #expect(refusals.held == presses)
    try terminal.run(until: "the flags taken back") { terminal.text.contains("\u{1b}[<u") }
  }

  @Test func stoppedTimeIsNotResponseTime() throws {
    let terminal = try annotate(LineTerminal.Manners())
    try press("1", terminal, until: 1)
    let start = ContinuousClock.now
    terminal.run(for: .milliseconds(500))
    kill(terminal.process, SIGSTOP)
    terminal.run(for: .seconds(3))
    kill(terminal.process, SIGCONT)
    terminal.run(for: .milliseconds(500))
    try press("2", terminal, until: 2)
    let passed = Int((ContinuousClock.now - start) / .milliseconds(1))
    let response = try #require(try choices().last?.choice.responseMilliseconds)
    #expect(response <= passed - 2900)
  }
}
