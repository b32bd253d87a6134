import Preferences
import Screen
import Testing

@testable import Annotation

@Suite struct ChoosingTests {
  @Test func theFirstTrialIsAskedForAndItsPicturesAreMade() throws {
    var state = AnnotateState(
      session: try Sample.session(), title: "t", size: Sample.wide, progress: Progress(done: 0, total: 1))
    #expect(state.reduce(.began) == [.loadTrials(from: 0, count: 4, token: 1)])
    let trial = try Sample.trial(1)
    let effects = state.reduce(.trialsLoaded([.init(trial: trial)], nextPosition: nil, token: 1))
    let box = AnnotateLayout(size: Sample.wide, trial: trial).pictureBox
    #expect(
      effects == [
        .preparePictures(
          UsefulPictures(now: trial.candidates.map { PictureRequest(candidate: $0, box: box) }))
      ])
    #expect(state.stage == .judging(.init(trial: trial)))
  }

  @Test(arguments: [
    (Key.character("1"), 0), (.left, 0), (.character("2"), 1), (.right, 1),
  ])
  func aKeyPrefersTheCandidateInItsPlace(key: Key, place: Int) throws {
    let trial = try Sample.trial(1)
    var state = try Sample.showing([trial])
    let effects = Sample.press(key, at: 4100, &state)
    guard case .record(let event, let recorded)? = effects.first else {
      return #expect(Bool(false), "\(effects)")
    }
    #expect(recorded == trial)
    #expect(
      event.kind == .choice(.preferred(trial.images[place]), responseMilliseconds: 4100, scoresVisible: false)
    )
    #expect(event.trial == trial.id)
  }

  @Test(arguments: [("=" as Character, Outcome.tie), ("b", .bothBad), ("s", .skip)])
  func aKeyCommitsAnOutcomeWithoutAWinner(key: Character, outcome: Outcome) throws {
    var state = try Sample.showing([Sample.trial(1)])
    let event = Sample.commit(.character(key), at: 1000, &state)
    #expect(event?.kind == .choice(outcome, responseMilliseconds: 1000, scoresVisible: false))
  }

  @Test func theNextTrialComesOnlyWhenTheChoiceIsOnDisk() throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    var state = try Sample.showing(trials)
    let effects = Sample.press(.left, at: 1000, &state)
    #expect(state.current?.trial == trials[0])
    #expect(state.progress.done == 0)
    guard case .record(let event, _)? = effects.first else { return #expect(Bool(false)) }
    _ = state.reduce(.recorded(event.id))
    #expect(state.current?.trial == trials[1])
    #expect(state.progress.done == 1)
  }

  @Test func aChoiceThatDoesNotReachTheDiskLeavesTheTrial() throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    var state = try Sample.showing(trials)
    guard case .record(let event, _)? = Sample.press(.left, at: 1000, &state).first else {
      return #expect(Bool(false))
    }
    _ = state.reduce(.recordFailed(event.id, "the disk is full"))
    #expect(state.current?.trial == trials[0])
    #expect(state.notice == Notice("not recorded: the disk is full", isError: true))
    #expect(Sample.commit(.right, at: 3000, &state) != nil)
    #expect(state.current?.trial == trials[1])
  }

  @Test func keysBeforeAllCandidatesAreVisibleDoNotCount() throws {
    let trial = try Sample.trial(1)
    var state = try Sample.begun(total: 1)
    let effects = state.reduce(.trialsLoaded([.init(trial: trial)], nextPosition: nil, token: 1))
    guard case .preparePictures(let pictures)? = effects.first else { return #expect(Bool(false)) }
    let requests = pictures.now
    _ = state.reduce(.pictureReady(requests[0], Size(width: 10, height: 5)))
    #expect(state.fullyShownTrial == nil)
    #expect(Sample.press(.left, at: 5000, &state).isEmpty)
    _ = state.reduce(.pictureReady(requests[1], Size(width: 10, height: 5)))
    #expect(state.fullyShownTrial == trial)
    #expect(Sample.press(.left, at: 6000, &state).isEmpty)
    _ = state.reduce(.wasWritten(trial.id, uptime: 6050))
    #expect(Sample.press(.left, at: 7200, &state).isEmpty)
    _ = state.reduce(.becameVisible(trial.id, uptime: 7300))
    #expect(!Sample.press(.left, at: 8400, &state).isEmpty)
    #expect(state.conditions.refusals == .init(early: 2, unseen: 1))
  }

  @Test func aChoiceThatFailedCanBeMadeAgainAtOnceWithTheSameKey() throws {
    var state = try Sample.showing([Sample.trial(1)])
    guard case .record(let event, _)? = Sample.press(.left, at: 1000, &state).first else {
      return #expect(Bool(false))
    }
    _ = state.reduce(.recordFailed(event.id, "the disk is full"))
    #expect(Sample.press(.left, at: 1200, &state).count == 1)
  }

  @Test func aKeyThatDoesNotCountSaysWhy() throws {
    let trials = try [Sample.trial(1), Sample.trial(2), Sample.trial(3)]
    var state = try Sample.showing(trials)
    guard case .record(let event, _)? = Sample.press(.left, at: 1000, &state).first else {
      return #expect(Bool(false))
    }
    Sample.finishPictures(state.reduce(.recorded(event.id)), &state)
    _ = Sample.press(.right, at: 2000, &state)
    #expect(state.notice?.text == "that key came before the candidates could be seen: press it again")
    _ = state.reduce(.wasWritten(trials[1].id, uptime: 2100))
    _ = Sample.press(.left, at: 3000, &state)
    #expect(state.notice?.text.contains("on their way to your terminal") == true)
    Sample.becomeVisible(&state, at: 3500)
    _ = state.reduce(.keyRepeated(.left, Sample.moment(4000)))
    #expect(state.notice?.text == "a key held down counts once: press it again")
  }

  @Test func keysWhileAChoiceIsOnItsWayAreDropped() throws {
    var state = try Sample.showing([Sample.trial(1), Sample.trial(2)])
    #expect(Sample.press(.left, at: 1000, &state).count == 1)
    #expect(Sample.press(.right, at: 1001, &state).isEmpty)
  }

  @Test func aCandidateThatCannotBeShownAllowsOnlySkipping() throws {
    let trial = try Sample.trial(1)
    var state = try Sample.begun(total: 1)
    let effects = state.reduce(.trialsLoaded([.init(trial: trial)], nextPosition: nil, token: 1))
    guard case .preparePictures(let pictures)? = effects.first else { return #expect(Bool(false)) }
    let requests = pictures.now
    _ = state.reduce(.pictureReady(requests[0], Size(width: 10, height: 5)))
    _ = state.reduce(.pictureFailed(requests[1], "no such image file"))
    #expect(Sample.press(.left, at: 5000, &state).isEmpty)
    #expect(state.notice?.isError == true)
    let event = Sample.commit(.character("s"), at: 6000, &state)
    #expect(event?.kind == .choice(.skip, responseMilliseconds: nil, scoresVisible: false))
  }

  @Test func tryingAgainAsksForTheFailedPicture() throws {
    let trial = try Sample.trial(1)
    var state = try Sample.begun(total: 1)
    let effects = state.reduce(.trialsLoaded([.init(trial: trial)], nextPosition: nil, token: 1))
    guard case .preparePictures(let pictures)? = effects.first else { return #expect(Bool(false)) }
    let requests = pictures.now
    _ = state.reduce(.pictureFailed(requests[1], "no such image file"))
    #expect(Sample.press(.character("r"), at: 1, &state) == [.preparePictures(UsefulPictures(now: requests))])
  }

  @Test func aDigitBeyondTheCandidatesSaysSo() throws {
    var state = try Sample.showing([Sample.trial(1)])
    #expect(Sample.press(.character("7"), at: 1000, &state).isEmpty)
    #expect(state.notice?.text == "there are 2 candidates")
  }

  @Test func theCursorPrefersInAGrid() throws {
    let trial = try Sample.trial(1, candidates: 4)
    var state = try Sample.showing([trial], mode: .best)
    _ = Sample.press(.right, at: 500, &state)
    let event = Sample.commit(.enter, at: 1000, &state)
    #expect(
      event?.kind == .choice(.preferred(trial.images[1]), responseMilliseconds: 1000, scoresVisible: false))
  }

  @Test func allTrialsJudgedIsTheEnd() throws {
    var state = try Sample.showing([Sample.trial(1)])
    Sample.commit(.left, at: 1000, &state)
    #expect(state.stage == .finished)
    #expect(Sample.press(.character("q"), at: 2000, &state) == [.quit])
  }

  @Test func quittingWaitsForTheDisk() throws {
    var state = try Sample.showing([Sample.trial(1), Sample.trial(2)])
    guard case .record(let event, _)? = Sample.press(.left, at: 1000, &state).first else {
      return #expect(Bool(false))
    }
    #expect(Sample.press(.character("q"), at: 1001, &state).isEmpty)
    #expect(state.reduce(.recorded(event.id)).contains(.quit))
  }
}
