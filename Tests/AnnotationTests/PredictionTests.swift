import Preferences
import Screen
import Testing

@testable import Annotation

@Suite struct PredictionTests {
  private func showing(
    _ count: Int, reveal: Reveal? = .after, scorer: ScorerStage = .ready("hpc.pt", score: "HPS"),
    others: [[Outcome]] = []
  ) throws -> (trials: [Trial], state: AnnotateState) {
    let trials = try (1...count).map { try Sample.trial($0) }
    return (trials, try Sample.showing(trials, reveal: reveal, scorer: scorer, others: others))
  }

  private func asked(_ effects: [Effect]) -> [Trial]? {
    effects.compactMap { if case .predict(let trials) = $0 { trials } else { nil } }.last
  }

  private func predict(_ trial: Trial, _ state: inout AnnotateState) -> [Effect] {
    state.reduce(.predicted(trial.id, Sample.prediction(of: trial)))
  }

  @Test func trialsArePredictedInTheOrderTheyCome() throws {
    let trials = try (1...3).map { try Sample.trial($0) }
    var state = try Sample.begun(reveal: .after, scorer: .loading("hpc.pt"))
    let effects = state.reduce(.trialsLoaded(trials.map { .init(trial: $0) }, nextPosition: nil, token: 1))
    #expect(asked(effects) == trials)
    #expect(asked(predict(trials[0], &state)) == nil)
  }

  @Test func withoutAScorerNothingIsAskedFor() throws {
    let trial = try Sample.trial(1)
    for stage in [ScorerStage.none, .failed("gone")] {
      var state = try Sample.begun(reveal: .after, scorer: stage)
      let effects = state.reduce(.trialsLoaded([.init(trial: trial)], nextPosition: nil, token: 1))
      #expect(asked(effects) == nil)
    }
  }

  @Test func theChoiceAndThePredictionStandSideBySide() throws {
    var (trials, state) = try showing(2)
    _ = predict(trials[0], &state)
    let event = Sample.commit(.left, at: 1000, &state)
    #expect(
      event?.kind
        == .choice(.preferred(trials[0].images[0]), responseMilliseconds: 1000, scoresVisible: false))
    #expect(state.history.last?.prediction == .ready(Sample.prediction(of: trials[0])))
    #expect(state.scorerAgreement.share == 1)
    #expect(
      state.render(theme: .plain).text(row: 38).contains(
        "recorded: preferred 1 · HPS 1 ✓ agrees · 21.34 : 20.85 · p 0.62"))
  }

  @Test func aPredictionThatComesLateIsPutInItsPlace() throws {
    var (trials, state) = try showing(2)
    Sample.commit(.right, at: 1000, &state)
    #expect(state.scorerAgreement.share == nil)
    #expect(state.render(theme: .plain).text(row: 38).contains("prediction on its way …"))
    _ = predict(trials[0], &state)
    #expect(state.scorerAgreement.share == 0)
    #expect(state.render(theme: .plain).text(row: 38).contains("✗ differs"))
    _ = predict(trials[0], &state)
    #expect(state.scorerAgreement.count == 1)
  }

  @Test func howOftenThePredictionWasThereIsCounted() throws {
    var (trials, state) = try showing(3)
    Sample.commit(.left, at: 1000, &state)
    _ = predict(trials[0], &state)
    #expect(state.promptness.share == 0)
    _ = predict(trials[1], &state)
    Sample.commit(.right, at: 3000, &state)
    #expect(state.promptness.share == 0.5)
    #expect(
      state.summary == [
        "2 choices recorded, 2 of 3 trials done", "HPS–you 50.0 % [9.5, 90.5]  κ 0.00  n 2",
        "predictions were there for 1 of 2 choices, 50 %",
      ])
  }

  @Test func aSessionWithoutAChoiceHasNoSummary() throws {
    #expect(try showing(3).state.summary.isEmpty)
  }

  @Test func whatIsNeverRevealedIsNotInTheSummaryEither() throws {
    var (trials, state) = try showing(3, reveal: .never)
    _ = predict(trials[0], &state)
    Sample.commit(.left, at: 1000, &state)
    #expect(
      state.summary == [
        "1 choice recorded, 1 of 3 trials done", "predictions were there for 1 of 1 choice, 100 %",
      ])
  }

  @Test func aTrialJudgedBeforeItsPredictionIsAskedForAfterThoseToCome() throws {
    var (trials, state) = try showing(3)
    guard case .record(let event, _)? = Sample.press(.left, at: 1000, &state).first else {
      return #expect(Bool(false))
    }
    #expect(asked(state.reduce(.recorded(event.id))) == [trials[1], trials[2], trials[0]])
  }

  @Test func undoPutsItsTrialFirstAgainAndTakesItOutOfTheCount() throws {
    var (trials, state) = try showing(3)
    _ = predict(trials[0], &state)
    Sample.commit(.left, at: 1000, &state)
    #expect(state.scorerAgreement.count == 1)
    Sample.commit(.character("u"), at: 2000, &state)
    #expect(state.current?.trial == trials[0])
    #expect(state.scorerAgreement.count == 0)
    #expect(state.agreementHistory.shares.isEmpty)
    Sample.commit(.control("r"), at: 3000, &state)
    #expect(state.scorerAgreement.count == 1)
  }

  @Test func aChoiceAfterItsPredictionWasSeenIsNotBlindAndDoesNotCount() throws {
    var (trials, state) = try showing(2)
    _ = predict(trials[0], &state)
    Sample.commit(.left, at: 1000, &state)
    Sample.commit(.character("u"), at: 2000, &state)
    let event = Sample.commit(.right, at: 4000, &state)
    #expect(
      event?.kind == .choice(.preferred(trials[0].images[1]), responseMilliseconds: 1990, scoresVisible: true)
    )
    #expect(state.scorerAgreement.count == 0)
    #expect(state.history.last?.counts == false)
  }

  @Test func whereNothingIsRevealedUndoLeavesTheChoiceBlind() throws {
    var (trials, state) = try showing(2, reveal: .never)
    _ = predict(trials[0], &state)
    Sample.commit(.left, at: 1000, &state)
    #expect(!state.render(theme: .plain).golden.contains("HPS"))
    Sample.commit(.character("u"), at: 2000, &state)
    Sample.commit(.right, at: 4000, &state)
    #expect(state.scorerAgreement.share == 0)
  }

  @Test func scoresShownBeforeTheChoiceAreStoredWithIt() throws {
    var (trials, state) = try showing(2, reveal: .always)
    _ = predict(trials[0], &state)
    #expect(state.render(theme: .plain).golden.contains("HPS 21.34"))
    let first = Sample.commit(.left, at: 1000, &state)
    #expect(
      first?.kind == .choice(.preferred(trials[0].images[0]), responseMilliseconds: 1000, scoresVisible: true)
    )
    #expect(state.scorerAgreement.count == 0)
    let second = Sample.commit(.right, at: 3000, &state)
    #expect(
      second?.kind
        == .choice(.preferred(trials[1].images[1]), responseMilliseconds: 1990, scoresVisible: false))
  }

  @Test func aPauseShowsTheResultUntilAKeyAndAHeldKeyIsNone() throws {
    var (trials, state) = try showing(2, reveal: .pause)
    _ = predict(trials[0], &state)
    Sample.commit(.left, at: 1000, &state)
    #expect(state.stage == .revealing(.init(trial: trials[0])))
    #expect(state.render(theme: .plain).golden.contains("● chosen"))
    for uptime in stride(from: 1500, through: 1700, by: 33) {
      _ = state.reduce(.keyPressed(.left, Sample.moment(uptime)))
    }
    #expect(state.current == nil)
    _ = Sample.press(.character(" "), at: 2000, &state)
    #expect(state.current?.trial == trials[1])
    Sample.becomeVisible(&state, at: 2010)
    #expect(Sample.press(.left, at: 2300, &state).count == 1)
  }

  @Test func trialsThatArriveDuringAPauseDoNotEndIt() throws {
    var state = try Sample.begun(total: 9, reveal: .pause, scorer: .ready("hpc.pt", score: "HPS"))
    let trials = try (1...2).map { try Sample.trial($0) }
    let effects = state.reduce(.trialsLoaded([.init(trial: trials[0])], nextPosition: 1, token: 1))
    Sample.finishPictures(effects, &state)
    Sample.becomeVisible(&state, at: 0)
    Sample.commit(.left, at: 1000, &state)
    _ = state.reduce(.trialsLoaded([.init(trial: trials[1])], nextPosition: nil, token: 2))
    #expect(state.stage == .revealing(.init(trial: trials[0])))
  }

  @Test func anOldCheckpointsScoresAreShownAsSuchAndNotCounted() throws {
    var (trials, state) = try showing(2)
    _ = state.reduce(.predicted(trials[0].id, Sample.prediction(of: trials[0], isStale: true)))
    Sample.commit(.left, at: 1000, &state)
    #expect(state.scorerAgreement.count == 0)
    #expect(state.render(theme: .plain).text(row: 38).contains("stale"))
    _ = predict(trials[0], &state)
    #expect(state.scorerAgreement.count == 1)
    #expect(!state.render(theme: .plain).text(row: 38).contains("stale"))
  }

  @Test func aScorerThatFailsSaysWhyOnce() throws {
    var (trials, state) = try showing(2)
    Sample.commit(.left, at: 1000, &state)
    _ = state.reduce(.scorerChanged(.failed("hpc.pt: no such file")))
    #expect(state.notice == Notice("no predictions: hpc.pt: no such file", isError: true))
    #expect(state.history.last?.prediction == .failed("hpc.pt: no such file"))
    #expect(predict(trials[1], &state).isEmpty)
  }

  @Test func aPredictionForOtherCandidatesIsDropped() throws {
    var (trials, state) = try showing(2)
    let other = Sample.prediction(of: try Sample.trial(9, candidates: 3))
    _ = state.reduce(.predicted(trials[0].id, other))
    #expect(state.predictions[trials[0].id] == .awaited)
  }

  @Test func agreementWithManyOthersOnOneTrialCountsTheTrialOnce() throws {
    let trial = try Sample.trial(1)
    var state = try Sample.showing(
      [trial, Sample.trial(2)], reveal: .after, scorer: .ready("hpc.pt", score: "HPS"),
      others: [[.preferred(trial.images[0])], [.tie], [.skip]])
    Sample.commit(.left, at: 1000, &state)
    #expect(state.othersAgreement.count == 1)
    #expect(state.othersAgreement.share == 2.0 / 3)
  }
}

/// What a score is called where it stands beside a choice.
@Suite struct ScoreNameTests {
  private func state(_ name: String) throws -> AnnotateState {
    let scorer = ScorerIdentity(
      name: name, checkpoint: CheckpointID(bytes: [UInt8](repeating: 7, count: 32)), logitScale: 100,
      preprocessing: "p")
    let trials = try (1...2).map { try Sample.trial($0) }
    var state = try Sample.showing(
      trials, reveal: .after, scorer: .ready(scorer.name, score: scorer.scoreName))
    _ = state.reduce(.predicted(trials[0].id, Prediction(scores: [0.2134, 0.2085], by: scorer)))
    Sample.commit(.left, at: 1000, &state)
    return state
  }

  /// The demo's toy model was called HPS.
  @Test func aToyModelsScoreIsNoHPS() throws {
    let state = try state("toy-hps")
    let frame = state.render(theme: .plain).golden
    #expect(frame.contains("toy score 1 ✓ agrees") && !frame.contains("HPS"))
    #expect(state.summary.contains { $0.hasPrefix("toy score–you 100.0 %") })
  }

  @Test func onlyAnHPSIsCalledOne() throws {
    #expect(try state("HPS_v2.1_compressed.pt").render(theme: .plain).golden.contains("HPS 1 ✓ agrees"))
    #expect(try state("ViT-L-14.pt").render(theme: .plain).golden.contains("CLIP score 1 ✓ agrees"))
  }

  /// 1.00 is no probability of a choice, and 100 % none.
  @Test func aPredictionIsNeverCertain() throws {
    let trials = try (1...2).map { try Sample.trial($0) }
    var state = try Sample.showing(trials, reveal: .pause, scorer: .ready("hpc.pt", score: "HPS"))
    _ = state.reduce(.predicted(trials[0].id, Prediction(scores: [0.9, 0.2], by: Sample.scorer)))
    Sample.commit(.left, at: 1000, &state)
    let frame = state.render(theme: .plain).golden
    #expect(frame.contains("p >0.99") && frame.contains(">99 %") && frame.contains("<1 %"))
    #expect(!frame.contains("100 %") && !frame.contains("p 1.00"))
  }
}

extension Frame {
  func text(row: Int) -> String {
    (0..<size.width).map { self[$0, row].text }.joined()
  }
}
