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

  @Test func undoReachesIntoEarlierSessions() throws {
    let trial = try Sample.trial(9)
    let event = EventID(naming: HashFields("earlier"))
    let record = ChoiceRecord(
      annotator: try Annotator(name: "mia"), trial: trial,
      choice: Choice(
        event: event, session: SessionID(naming: HashFields("s")), outcome: .tie, flagged: true,
        at: Timestamp(milliseconds: 0)))
    var state = try Sample.begun(history: [record])
    let undo = Sample.commit(.character("u"), at: 1000, &state)
    #expect(undo?.kind == .undo(event))
    #expect(state.current?.trial == trial)
    #expect(state.current?.remarks.flagged == true)
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
