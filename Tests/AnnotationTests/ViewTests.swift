import Preferences
import Screen
import TestSupport
import Testing

@testable import Annotation

@Suite struct ViewTests {
  @Test func zoomShowsOneCandidateAndKeysWalkThroughThem() throws {
    let trial = try Sample.trial(1)
    var state = try Sample.showing([trial])
    let effects = Sample.press(.character("z"), at: 1000, &state)
    let box = ScreenMeasures.zoomBox(Sample.wide)
    guard case .preparePictures(let pictures)? = effects.first else { return #expect(Bool(false)) }
    let requests = pictures.now
    #expect(requests.prefix(2) == trial.candidates.map { PictureRequest(candidate: $0, box: box) }[...])
    #expect(state.view.focus == .zoom(0))
    _ = Sample.press(.character(" "), at: 1100, &state)
    #expect(state.view.focus == .zoom(1))
    _ = Sample.press(.character(" "), at: 1200, &state)
    #expect(state.view.focus == .zoom(0))
    #expect(Sample.press(.character("2"), at: 1300, &state).isEmpty)
    #expect(state.view.focus == .zoom(1))
    _ = Sample.press(.escape, at: 1400, &state)
    #expect(state.view.focus == .candidates)
  }

  @Test func noChoiceIsMadeUnderAWindow() throws {
    var state = try Sample.showing([Sample.trial(1)])
    _ = Sample.press(.character("?"), at: 1000, &state)
    #expect(state.view.focus == .help)
    #expect(Sample.press(.left, at: 2000, &state).isEmpty)
    _ = Sample.press(.escape, at: 2100, &state)
    #expect(state.view.focus == .candidates)
    #expect(Sample.press(.left, at: 3000, &state).count == 1)
  }

  @Test func aFlagIsAnEventOfItsOwn() throws {
    var state = try Sample.showing([Sample.trial(1)])
    #expect(Sample.commit(.character("f"), at: 100, &state)?.kind == .flag(true))
    #expect(state.current?.remarks.flagged == true)
    #expect(Sample.commit(.character("f"), at: 2200, &state)?.kind == .flag(false))
    #expect(state.current?.remarks.flagged == false)
  }

  @Test func aNoteIsWrittenKeyByKeyAndKeptWithEnter() throws {
    var state = try Sample.showing([Sample.trial(1)])
    for (index, key) in "n2 éx".enumerated() { _ = Sample.press(.character(key), at: index, &state) }
    _ = Sample.press(.backspace, at: 10, &state)
    _ = state.reduce(.pasted(" hands"))
    #expect(state.view.focus == .note("2 é hands"))
    #expect(Sample.commit(.enter, at: 20, &state)?.kind == .note("2 é hands"))
    #expect(state.current?.remarks.note == "2 é hands")
  }

  @Test func aNoteThatIsLeftIsNotKept() throws {
    var state = try Sample.showing([Sample.trial(1)])
    for (index, key) in "nx".enumerated() { _ = Sample.press(.character(key), at: index, &state) }
    #expect(Sample.press(.escape, at: 20, &state).isEmpty)
    #expect(state.current?.remarks.note == nil)
  }

  @Test func pastedTextIsNoChoice() throws {
    var state = try Sample.showing([Sample.trial(1)])
    #expect(state.reduce(.pasted("12b=s")).isEmpty)
  }

  @Test func resizingAsksForPicturesOfTheNewSize() throws {
    let trial = try Sample.trial(1)
    var state = try Sample.showing([trial])
    let size = Size(width: 80, height: 24)
    let effects = state.reduce(.resized(size))
    let box = AnnotateLayout(size: size, trial: trial).pictureBox
    #expect(
      effects == [
        .preparePictures(
          UsefulPictures(now: trial.candidates.map { PictureRequest(candidate: $0, box: box) }))
      ])
    #expect(Sample.press(.left, at: 5000, &state).isEmpty)
    Sample.finishPictures(effects, &state)
    #expect(Sample.press(.left, at: 6000, &state).count == 1)
  }

  @Test func aTooSmallScreenTakesNoKeyButQuit() throws {
    var state = try Sample.showing([Sample.trial(1)])
    #expect(state.reduce(.resized(Size(width: 20, height: 5))) == [.preparePictures(UsefulPictures())])
    #expect(Sample.press(.left, at: 5000, &state).isEmpty)
    #expect(Sample.press(.character("q"), at: 5001, &state) == [.quit])
  }

  @Test func resultsOfAnOldRequestAreDropped() throws {
    var state = try Sample.begun()
    let trial = try Sample.trial(1)
    #expect(state.reduce(.trialsLoaded([.init(trial: trial)], nextPosition: 1, token: 99)).isEmpty)
    #expect(state.stage == .loading)
    let stale = PictureRequest(candidate: Sample.candidate(1), box: Size(width: 1, height: 1))
    _ = state.reduce(.pictureReady(stale, Size(width: 1, height: 1)))
    #expect(state.pictures.isEmpty)
  }

  @Test func aScheduleThatCannotBeReadCanBeTriedAgain() throws {
    var state = try Sample.begun()
    _ = state.reduce(.loadFailed("disk error", token: 1))
    #expect(state.stage == .failed("disk error"))
    #expect(Sample.press(.character("r"), at: 1, &state).contains(.loadTrials(from: 0, count: 4, token: 2)))
  }

  @Test func anyActionInAnyOrderLeavesAStateThatCanBeDrawn() throws {
    let keys: [Key] =
      "1239 0=bsfnuUzp?raqxW".map { .character($0) } + [
        .left, .right, .up, .down, .enter, .escape, .tab, .backspace, .control("r"), .control("c"),
      ]
    let sizes = [
      Sample.wide, Size(width: 80, height: 24), Size(width: 3, height: 1), Size(width: 0, height: 0),
    ]
    for seed in 0..<200 {
      var source = SeededSource(seed: UInt64(seed))
      var state = try Sample.begun(
        AnnotationMode.allCases.randomElement(using: &source) ?? .pair,
        reveal: Reveal.allCases.randomElement(using: &source), scorer: .loading("m"))
      var pending: [Effect] = [.loadTrials(from: 0, count: 4, token: 1)]
      for step in 0..<120 {
        var effects: [Effect] = []
        switch Int.random(in: 0..<4, using: &source) {
        case 0 where !pending.isEmpty:
          let effect = pending.remove(at: Int.random(in: 0..<pending.count, using: &source))
          effects = try answer(effect, step: step, &state, &source)
        case 1:
          effects = state.reduce(.resized(sizes.randomElement(using: &source) ?? Sample.wide))
          if state.isCovered { effects += state.reduce(.becameCovered(uptime: step * 300)) }
        case 2:
          let key = keys.randomElement(using: &source) ?? .enter
          effects = state.reduce(.keyRepeated(key, Sample.moment(step * 300)))
        default:
          let key = keys.randomElement(using: &source) ?? .enter
          effects = Sample.press(key, at: step * 300, &state)
        }
        pending += effects
        Sample.becomeVisible(&state, at: step * 300)
        #expect(state.render(theme: .plain).size == state.size)
        #expect(state.progress.done <= state.progress.total)
        expectTalliesOfWhatStands(state)
      }
    }
  }

  /// What is counted as it comes is what a count over all that stands would give.
  private func expectTalliesOfWhatStands(_ state: AnnotateState) {
    var scorer = AgreementTally()
    var others = AgreementTally()
    for committed in state.history where committed.counts {
      if let agreement = committed.agreementWithScorer { scorer.add(agreement) }
      if let agreement = committed.agreementWithOthers { others.add(agreement) }
    }
    for (kept, counted) in [(state.scorerAgreement, scorer), (state.othersAgreement, others)] {
      #expect(kept.count == counted.count)
      #expect(kept.kappa == counted.kappa)
      #expect(abs((kept.share ?? 0) - (counted.share ?? 0)) < 1e-9)
    }
    if let share = scorer.share { #expect(abs(share - (state.agreementHistory.shares.last ?? 0)) < 1e-9) }
  }

  private func answer(
    _ effect: Effect, step: Int, _ state: inout AnnotateState, _ source: inout SeededSource
  ) throws -> [Effect] {
    switch effect {
    case .loadTrials(let position, let count, let token):
      let trials = try (position..<position + count).map {
        let trial = try Sample.trial($0 % 20, candidates: 2 + $0 % 9, task: state.session.settings.mode.task)
        return AnnotateState.QueuedTrial(
          trial: trial, wasRevealed: Bool.random(using: &source),
          others: [Outcome.tie, .preferred(trial.images[1]), .skip].map {
            [OtherChoice($0, of: trial.images)]
          }
          .shuffled(using: &source).dropLast())
      }
      return state.reduce(.trialsLoaded(trials, nextPosition: position + count, token: token))
    case .preparePictures(let pictures):
      return pictures.all.flatMap { request in
        Bool.random(using: &source)
          ? state.reduce(.pictureReady(request, Sample.picture(in: request.box)))
          : state.reduce(.pictureFailed(request, "damaged"))
      }
    case .predict(let trials):
      return trials.flatMap { trial in
        switch Int.random(in: 0..<4, using: &source) {
        case 0: state.reduce(.predictionFailed(trial.id, "damaged"))
        case 1: state.reduce(.predicted(trial.id, Sample.prediction(of: trial, isStale: true)))
        case 2:
          state.reduce(
            .scorerChanged(
              [.ready("m", score: "score"), .failed("gone")].randomElement(using: &source) ?? .none))
        default: state.reduce(.predicted(trial.id, Sample.prediction(of: trial)))
        }
      }
    case .record(let event, _):
      return switch Int.random(in: 0..<8, using: &source) {
      case 0: state.reduce(.recordFailed(event.id, "the disk is full"))
      case 1: state.reduce(.databaseMoved(event.id))
      case 2: state.reduce(.overtaken(event.id, standing: nil))
      case 3:
        state.reduce(
          .leftOut(
            Dictionary(
              state.line.map {
                ($0.trial.id, [.open, .chosen, .inFrontOfOthers].randomElement(using: &source) ?? .open)
              }
            ) { first, _ in first }))
          + state.reduce(.recorded(event.id))
      default: state.reduce(.recorded(event.id))
      }
    case .rescue:
      return Bool.random(using: &source)
        ? state.reduce(.rescued("/rescued.db")) : state.reduce(.rescueFailed("the disk is full"))
    case .wake(let alarm):
      return state.reduce(.woke(token: alarm.token))
    case .quit:
      return []
    }
  }
}
