import Preferences
import Screen
import Testing

@testable import Annotation

@Suite struct UndoTests {
  @Test func undoShowsTheLastTrialAgainAndMarksWhatWasChosen() throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    var state = try Sample.showing(trials)
    let choice = Sample.commit(.left, at: 1000, &state)
    let undo = Sample.commit(.character("u"), at: 2000, &state)
    #expect(undo?.kind == choice.map { .undo($0.id) })
    #expect(undo?.trial == trials[0].id)
    #expect(state.current?.trial == trials[0])
    #expect(state.current?.earlier == .preferred(trials[0].images[0]))
    #expect(state.progress.done == 0)
  }

  @Test func afterUndoTheNextChoiceLeadsBackToWhereItWas() throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    var state = try Sample.showing(trials)
    Sample.commit(.left, at: 1000, &state)
    Sample.commit(.character("u"), at: 2000, &state)
    Sample.commit(.right, at: 3000, &state)
    #expect(state.current?.trial == trials[1])
    #expect(state.progress.done == 1)
    #expect(Sample.press(.control("r"), at: 4000, &state).isEmpty)
    #expect(state.notice?.text == "nothing to redo")
  }

  @Test func redoWalksForwardThroughSeveralTrials() throws {
    let trials = try (1...3).map { try Sample.trial($0) }
    var state = try Sample.showing(trials)
    let first = Sample.commit(.left, at: 1000, &state)
    let second = Sample.commit(.right, at: 2000, &state)
    Sample.commit(.character("u"), at: 3000, &state)
    Sample.commit(.character("u"), at: 4000, &state)
    #expect(state.current?.trial == trials[0])
    #expect(Sample.commit(.control("r"), at: 5000, &state)?.kind == first.map { .redo($0.id) })
    #expect(state.current?.trial == trials[1])
    #expect(Sample.commit(.control("r"), at: 6000, &state)?.kind == second.map { .redo($0.id) })
    #expect(state.current?.trial == trials[2])
    #expect(state.progress.done == 2)
  }

  /// A choice that the annotator made before this session.
  private func earlier(_ trial: Trial, _ outcome: Outcome = .tie) throws -> ChoiceRecord {
    ChoiceRecord(
      annotator: try Annotator(name: "mia"), trial: trial,
      choice: Choice(
        event: EventID(naming: HashFields("earlier")), session: SessionID(naming: HashFields("s")),
        outcome: outcome, flagged: true, at: Timestamp(milliseconds: 1_790_000_000_000)))
  }

  @Test func aChoiceOfAnEarlierSessionIsUndoneOnlyOnceItIsSaidToBeMeant() throws {
    let record = try earlier(try Sample.trial(9, candidates: 3, task: .rank, prompt: "A fox."), .bothBad)
    var state = try Sample.begun(history: [record])
    #expect(Sample.press(.character("u"), at: 1000, &state).isEmpty)
    #expect(
      state.notice?.text
        == "u again undoes mia's choice of 2026-09-21 14:13 UTC (rank: all bad), other keys leave it: A fox.")
    let undo = Sample.commit(.character("u"), at: 3000, &state)
    #expect(undo?.kind == .undo(record.choice.event))
    #expect(state.current?.trial == record.trial)
    #expect(state.current?.remarks.flagged == true)
    #expect(state.notice?.text == "undone, a trial of mode rank: choose again, or ^R to redo")
  }

  @Test(arguments: [Key.character("s"), .character("x"), .left, .escape])
  func anyOtherKeyLeavesAChoiceOfAnEarlierSession(key: Key) throws {
    var state = try Sample.showing([Sample.trial(1)])
    state.history = [AnnotateState.CommittedTrial(try earlier(try Sample.trial(9)), wasRevealed: false)]
    _ = Sample.press(.character("u"), at: 1000, &state)
    #expect(Sample.press(key, at: 3000, &state).isEmpty)
    #expect(state.notice == nil)
    #expect(Sample.press(.character("u"), at: 5000, &state).isEmpty)
    #expect(state.notice?.text.hasPrefix("u again undoes") == true)
    #expect(Sample.press(.character("q"), at: 7000, &state) == [.quit])
  }

  @Test func ownChoicesComeBeforeThoseOfEarlierSessions() throws {
    var state = try Sample.showing([Sample.trial(1), Sample.trial(2)])
    state.history = [AnnotateState.CommittedTrial(try earlier(try Sample.trial(9)), wasRevealed: false)]
    let choice = Sample.commit(.left, at: 1000, &state)
    #expect(Sample.commit(.character("u"), at: 3000, &state)?.kind == choice.map { .undo($0.id) })
    #expect(Sample.press(.character("u"), at: 5000, &state).isEmpty)
  }

  @Test func redoSurvivesARestart() throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    let record = try earlier(trials[0])
    var state = AnnotateState(
      session: try Sample.session(), title: "t", size: Sample.wide, progress: Progress(done: 0, total: 2),
      undone: [record])
    _ = state.reduce(.began)
    _ = state.reduce(.trialsLoaded(trials.map { .init(trial: $0) }, nextPosition: nil, token: 1))
    #expect(Sample.commit(.control("r"), at: 1000, &state)?.kind == .redo(record.choice.event))
    #expect(state.current?.trial == trials[1])
    #expect(state.progress.done == 1)
    #expect(state.notice?.text == "redone: tie")
    #expect(Sample.press(.control("r"), at: 3000, &state).isEmpty)
    #expect(state.notice?.text == "nothing to redo")
  }

  @Test func aChoiceOnAnotherTrialThanTheOneInFrontIsRedoneOnlyOnceItIsSaidToBeMeant() throws {
    let trials = try (1...3).map { try Sample.trial($0) }
    let record = try earlier(trials[2])
    var state = AnnotateState(
      session: try Sample.session(), title: "t", size: Sample.wide, progress: Progress(done: 0, total: 3),
      undone: [record])
    _ = state.reduce(.began)
    _ = state.reduce(.trialsLoaded(trials.map { .init(trial: $0) }, nextPosition: nil, token: 1))
    #expect(Sample.press(.control("r"), at: 1000, &state).isEmpty)
    #expect(state.notice?.text.hasPrefix("^R again brings back mia's choice of 2026-09-21 14:13 UTC") == true)
    #expect(Sample.commit(.control("r"), at: 3000, &state)?.kind == .redo(record.choice.event))
    #expect(state.line.map(\.trial) == Array(trials[..<2]))
  }

  @Test func nothingToUndoSaysSo() throws {
    var state = try Sample.showing([Sample.trial(1)])
    #expect(Sample.press(.character("u"), at: 1000, &state).isEmpty)
    #expect(state.notice?.text == "nothing to undo")
  }

  @Test func undoAtTheEndReturnsToTheLastTrial() throws {
    let trial = try Sample.trial(1)
    var state = try Sample.showing([trial])
    Sample.commit(.left, at: 1000, &state)
    Sample.commit(.character("u"), at: 2000, &state)
    #expect(state.current?.trial == trial)
    Sample.commit(.left, at: 3000, &state)
    #expect(state.stage == .finished)
  }
}
