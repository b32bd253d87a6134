import Preferences
import Screen
import Testing

@testable import Annotation

/// Nothing counts on a trial that nobody can see, and only time in which it could be decided is response time.
@Suite struct SightTests {
  private func response(_ event: Event?) -> Int? {
    if case .choice(_, let response, _)? = event?.kind { response } else { nil }
  }

  @Test(arguments: [Key.left, .character("2"), .character("="), .character("b"), .character("s")])
  func noChoiceOnATrialThatTheTerminalHasNotConfirmed(key: Key) throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    var state = try Sample.showing(trials)
    guard case .record(let event, _)? = Sample.press(.right, at: 1000, &state).first else {
      return #expect(Bool(false))
    }
    Sample.finishPictures(state.reduce(.recorded(event.id)), &state)
    _ = state.reduce(.wasWritten(trials[1].id, uptime: 1010))
    for uptime in stride(from: 1700, to: 6000, by: 700) {
      #expect(Sample.press(key, at: uptime, &state).isEmpty)
    }
    #expect(state.conditions.refusals.unseen == 7)
    _ = state.reduce(.becameVisible(trials[1].id, uptime: 6200))
    #expect(response(Sample.commit(key, at: 7400, &state)) == 1200)
  }

  @Test func confirmationOfAnotherTrialIsNotSight() throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    var state = try Sample.showing(trials)
    guard case .record(let event, _)? = Sample.press(.right, at: 1000, &state).first else {
      return #expect(Bool(false))
    }
    Sample.finishPictures(state.reduce(.recorded(event.id)), &state)
    _ = state.reduce(.becameVisible(trials[0].id, uptime: 1010))
    #expect(Sample.press(.left, at: 2500, &state).isEmpty)
  }

  @Test func whatATerminalNeverConfirmsCanBeSkippedUndoneAndLeft() throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    var state = try Sample.showing(trials)
    guard case .record(let event, _)? = Sample.press(.right, at: 1000, &state).first else {
      return #expect(Bool(false))
    }
    Sample.finishPictures(state.reduce(.recorded(event.id)), &state)
    _ = state.reduce(.wasWritten(trials[1].id, uptime: 1010))
    var skipped = state
    #expect(response(Sample.commit(.character("s"), at: 6500, &skipped)) == nil)
    #expect(skipped.stage == .finished)
    var undone = state
    #expect(Sample.commit(.character("u"), at: 1500, &undone)?.kind == .undo(event.id))
    #expect(Sample.press(.character("q"), at: 1500, &state) == [.quit])
  }

  @Test func nothingCountsWhereThereIsNoRoomForThePictures() throws {
    let trial = try Sample.trial(1, candidates: 184)
    var state = try Sample.begun(.best, size: Size(width: 80, height: 24), total: 2)
    let before = try Sample.trial(2)
    let effects = state.reduce(
      .trialsLoaded([.init(trial: before), .init(trial: trial)], nextPosition: nil, token: 1))
    Sample.finishPictures(effects, &state)
    Sample.becomeVisible(&state, at: 0)
    Sample.commit(.left, at: 1000, &state)
    #expect(state.current?.trial == trial)
    #expect(state.fullyShownTrial == nil)
    #expect(state.awaitingSight == nil)
    for key in [Key.character("1"), .enter, .character("="), .character("b")] {
      #expect(Sample.press(key, at: 3000, &state).isEmpty)
    }
    #expect(state.conditions.refusals.unseen == 4)
    let screen = state.render(theme: .plain).golden
    #expect(screen.contains("no room for 184 candidates here: enlarge the window, or s skips"))
    var undone = state
    #expect(Sample.commit(.character("u"), at: 4000, &undone) != nil)
    var left = state
    #expect(Sample.press(.character("q"), at: 4000, &left) == [.quit])
    Sample.finishPictures(state.reduce(.resized(Size(width: 300, height: 120))), &state)
    #expect(state.awaitingSight == trial.id)
    _ = state.reduce(.resized(Size(width: 80, height: 24)))
    let skip = Sample.commit(.character("s"), at: 5000, &state)
    #expect(skip?.kind == .choice(.skip, responseMilliseconds: nil, scoresVisible: false))
  }

  @Test func aTrialWhosePicturesNeverComeCanBeSkipped() throws {
    var state = try Sample.begun(total: 1)
    _ = state.reduce(.trialsLoaded([.init(trial: try Sample.trial(1))], nextPosition: nil, token: 1))
    #expect(Sample.press(.left, at: 5000, &state).isEmpty)
    #expect(Sample.commit(.character("s"), at: 6000, &state) != nil)
  }

  @Test(arguments: ["?", "p", "n"] as [Character])
  func timeWithAWindowOpenIsNotResponseTime(window: Character) throws {
    var state = try Sample.showing([Sample.trial(1)])
    _ = Sample.press(.character(window), at: 2000, &state)
    #expect(state.isCovered)
    #expect(state.awaitingSight == nil)
    _ = state.reduce(.becameCovered(uptime: 2000))
    _ = Sample.press(.escape, at: 11_000, &state)
    #expect(!state.isCovered)
    Sample.becomeVisible(&state, at: 11_010)
    #expect(response(Sample.commit(.left, at: 12_010, &state)) == 3000)
  }

  @Test(arguments: ["z", " "] as [Character])
  func lookingCloserIsResponseTime(key: Character) throws {
    var state = try Sample.showing([Sample.trial(1)])
    Sample.finishPictures(Sample.press(.character(key), at: 1000, &state), &state)
    #expect(!state.isCovered)
    Sample.finishPictures(Sample.press(.escape, at: 4000, &state), &state)
    #expect(response(Sample.commit(.left, at: 5000, &state)) == 5000)
  }

  @Test func aWindowTooSmallForTheScreenIsNoTimeToDecide() throws {
    var state = try Sample.showing([Sample.trial(1)])
    _ = state.reduce(.resized(Size(width: 60, height: 20)))
    #expect(state.isCovered)
    _ = state.reduce(.becameCovered(uptime: 1000))
    Sample.finishPictures(state.reduce(.resized(Sample.wide)), &state)
    Sample.becomeVisible(&state, at: 9000)
    #expect(response(Sample.commit(.left, at: 9500, &state)) == 1500)
  }

  @Test func aTerminalThatDoesNotConfirmIsNamedOnScreenAndInTheSession() throws {
    var state = try Sample.showing([Sample.trial(1)], size: Size(width: 80, height: 24))
    _ = state.reduce(.terminalKnown(confirmsFrames: true, tellsRepeats: false))
    #expect(state.conditions.confirmsFrames == true)
    #expect(!state.render(theme: .plain).golden.contains("unconfirmed"))
    _ = state.reduce(.terminalKnown(confirmsFrames: false, tellsRepeats: false))
    #expect(state.conditions.confirmsFrames == false)
    #expect(state.render(theme: .plain).golden.contains("unconfirmed"))
  }
}
