import Preferences
import Screen
import Testing

@testable import Annotation

/// What others do, at other terminals, while a trial is in front.
@Suite struct ElsewhereTests {
  private func event(of effects: [Effect]) -> Event? {
    for case .record(let event, _) in effects { return event }
    return nil
  }

  private func text(of state: AnnotateState) -> String {
    let frame = state.render(theme: .plain)
    return (0..<frame.size.height).map { frame.text(row: $0) }.joined(separator: "\n")
  }

  @Test func trialsThatEnoughOthersJudgedMeanwhileDoNotComeToTheFront() throws {
    let trials = try (1...3).map { try Sample.trial($0) }
    var state = try Sample.showing(trials)
    let made = try #require(event(of: Sample.press(.left, at: 1000, &state)))
    _ = state.reduce(.leftOut([trials[1].id: .judgedByOthers]))
    _ = state.reduce(.recorded(made.id))
    #expect(state.current?.trial == trials[2])
    #expect(state.progress.done == 1)
  }

  @Test func aTrialThatSomebodyElseHasInFrontComesLast() throws {
    let trials = try (1...3).map { try Sample.trial($0) }
    var state = try Sample.showing(trials)
    _ = state.reduce(.leftOut([trials[0].id: .inFrontOfOthers]))
    #expect(state.current?.trial == trials[1])
    #expect(state.notice?.text == "that trial is in front of somebody else: here is the next")
    Sample.finishPictures(
      [.preparePictures(UsefulPictures(now: state.candidateRequests(for: trials[1])))], &state)
    for (trial, uptime) in [(trials[1], 2000), (trials[2], 4000)] {
      #expect(state.current?.trial == trial)
      Sample.becomeVisible(&state, at: uptime - 1000)
      Sample.commit(uptime == 2000 ? .left : .right, at: uptime, &state)
    }
    #expect(state.current?.trial == trials[0])
    #expect(state.current?.wasPutOff == true)
  }

  @Test func aTrialIsNotTakenAwayWhileItsChoiceIsOnItsWay() throws {
    let trials = try (1...2).map { try Sample.trial($0) }
    var state = try Sample.showing(trials)
    let made = try #require(event(of: Sample.press(.left, at: 1000, &state)))
    _ = state.reduce(.leftOut([trials[0].id: .judgedByOthers]))
    _ = state.reduce(.recorded(made.id))
    #expect(state.history.map(\.event) == [made.id])
  }

  @Test func aTrialJudgedElsewhereMeanwhileIsSaidAndLeft() throws {
    let trials = try (1...2).map { try Sample.trial($0) }
    var state = try Sample.showing(trials)
    let made = try #require(event(of: Sample.press(.left, at: 1000, &state)))
    let standing = Choice(
      event: EventID(naming: HashFields("there")), session: SessionID(naming: HashFields("s")), outcome: .tie,
      at: Timestamp(milliseconds: 1_790_000_000_000))
    _ = state.reduce(.overtaken(made.id, standing: standing))
    #expect(state.current?.trial == trials[1])
    #expect(state.history.isEmpty)
    #expect(state.progress.done == 1)
    #expect(
      state.notice
        == Notice(
          "not recorded: you judged or undid this trial at another terminal meanwhile (2026-09-21 14:13 UTC)",
          isError: true))
  }

  @Test func aChoiceThatTheMovedDatabaseDidNotTakeIsRecordedInTheFileThatIsWrittenAnew() throws {
    let trials = try (1...2).map { try Sample.trial($0) }
    var state = try Sample.showing(trials)
    let made = try #require(event(of: Sample.press(.left, at: 1000, &state)))
    _ = state.reduce(.databaseMoved(made.id))
    #expect(state.current?.trial == trials[0])
    #expect(
      state.notice
        == Notice(
          "not recorded: database moved or removed · W: write all to a new file · or put it back",
          isError: true))

    #expect(Sample.press(.character("W"), at: 2000, &state) == [.rescue])
    #expect(state.reduce(.rescued("rescued.db")) == [.record(made, trials[0])])
    _ = state.reduce(.recorded(made.id))
    #expect(state.current?.trial == trials[1])
    #expect(state.notice?.text == "recorded in rescued.db, with everything else")
  }

  @Test func whereNothingIsLostThereIsNothingToRescue() throws {
    var state = try Sample.showing([Sample.trial(1)])
    #expect(Sample.press(.character("W"), at: 2000, &state).isEmpty)
    #expect(state.notice?.text == "the database is where it was")
  }

  @Test func aNoticeLeavesTheLastResultToBeRead() throws {
    var state = try Sample.showing([Sample.trial(1), Sample.trial(2)])
    Sample.commit(.left, at: 1000, &state)
    _ = Sample.press(.character("3"), at: 3000, &state)
    let screen = text(of: state)
    #expect(screen.contains("there are 2 candidates"))
    #expect(screen.contains("recorded: preferred 1"))
  }

  @Test(arguments: [(4, "1-4 choose"), (9, "1-9 choose"), (10, "1-9 0 choose"), (12, "1-9 0 choose")])
  func theHintsNameTheKeyOfTheTenthCandidate(count: Int, hint: String) throws {
    let state = try Sample.showing([Sample.trial(1, candidates: count)], mode: .best)
    #expect(text(of: state).contains(" \(hint) "))
  }
}
