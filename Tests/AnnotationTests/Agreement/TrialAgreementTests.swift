import Preferences
import Testing

@testable import Annotation

@Suite struct TrialAgreementTests {
  private func credit(_ outcome: (Trial) -> Outcome, candidates: Int) throws -> Double? {
    let trial = try Sample.trial(1, candidates: candidates)
    return TrialAgreement(of: outcome(trial), with: Sample.prediction(of: trial), on: trial)?.credit.share
  }

  @Test func aPairAgreesOrNot() throws {
    #expect(try credit({ .preferred($0.images[0]) }, candidates: 2) == 1)
    #expect(try credit({ .preferred($0.images[1]) }, candidates: 2) == 0)
  }

  @Test func whatDecidesNothingDoesNotCount() throws {
    for outcome in [Outcome.tie, .bothBad, .skip] {
      #expect(try credit({ _ in outcome }, candidates: 2) == nil)
    }
    #expect(try credit({ .ranking([$0.images]) }, candidates: 3) == nil)
  }

  @Test func theBestOfSeveralIsComparedWithEachOther() throws {
    #expect(try credit({ .preferred($0.images[1]) }, candidates: 4) == 2.0 / 3)
  }

  @Test func aRankingCountsItsDecidedPairs() throws {
    // 3 > 1 = 2 against 1 > 2 > 3: both decided pairs differ.
    #expect(try credit({ .ranking([[$0.images[2]], [$0.images[0], $0.images[1]]]) }, candidates: 3) == 0)
    #expect(
      try credit({ .ranking([[$0.images[0]], [$0.images[2]], [$0.images[1]]]) }, candidates: 3) == 2.0 / 3)
  }

  @Test func aTieOfTheScorersIsWrong() throws {
    let trial = try Sample.trial(1)
    let tied = Prediction(scores: [0.2, 0.2], by: Sample.scorer)
    let agreement = try #require(TrialAgreement(of: .preferred(trial.images[0]), with: tied, on: trial))
    #expect(agreement.credit.share == 0)
  }

  /// The panel said 56.3 % where the report had none, or another number: each of two people stands for the model once.
  @Test func peopleAreComparedAsInTheReport() throws {
    let trial = try Sample.trial(1, candidates: 3)
    let images = trial.images
    // 1 > 2 > 3 against 1 > 2 = 3, and against somebody who preferred 2 to 1 first and said later that they tie.
    let others = [
      [OtherChoice(.ranking([[images[0]], [images[1], images[2]]]), of: images)],
      [
        OtherChoice(.preferred(images[1]), of: [images[0], images[1]]),
        OtherChoice(.tie, of: [images[0], images[1]]),
      ],
    ]
    let agreement = try #require(
      TrialAgreement(of: .ranking(images.map { [$0] }), with: others, on: trial))
    // Both decide 12 and 13 alike, one 23; with the other both decide 12, and not alike.
    #expect(agreement.credit == TrialAgreement.Credit(earned: 4, counted: 7))
    func credit(_ mine: Outcome, _ other: Outcome) -> Double? {
      TrialAgreement(of: mine, with: [[OtherChoice(other, of: images)]], on: trial)?.credit.share
    }
    #expect(credit(.tie, .tie) == nil)
    #expect(credit(.tie, .preferred(images[0])) == 0)
  }

  /// A tie, or a preference, between two counted as one on candidates that the other was never shown.
  @Test func aChoiceSaysNothingOfCandidatesThatWereNotShown() throws {
    let trial = try Sample.trial(1, candidates: 3)
    let images = trial.images
    for outcome in [Outcome.tie, .preferred(images[0])] {
      let other = OtherChoice(outcome, of: [images[0], images[1]])
      let pair = try Trial(
        id: trial.id, comparison: trial.comparison, prompt: trial.prompt,
        candidates: [trial.candidates[0], trial.candidates[2]], task: .prefer, selection: trial.selection)
      #expect(TrialAgreement(of: .preferred(images[0]), with: [[other]], on: pair) == nil)
    }
  }

  @Test func verdictsDoNotDependOnTheOrderOnScreen() throws {
    let trial = try Sample.trial(1)
    let turned = try Trial(
      id: trial.id, comparison: trial.comparison, prompt: trial.prompt,
      candidates: trial.candidates.reversed(),
      task: trial.task, selection: trial.selection)
    let prediction = Sample.prediction(of: trial)
    let reversed = Prediction(scores: prediction.scores.reversed(), by: Sample.scorer)
    let outcome = Outcome.preferred(trial.images[1])
    var (one, other) = (AgreementTally(), AgreementTally())
    for _ in 0..<2 {
      one.add(try #require(TrialAgreement(of: outcome, with: prediction, on: trial)))
      other.add(try #require(TrialAgreement(of: outcome, with: reversed, on: turned)))
    }
    #expect(one.share == other.share && one.kappa == other.kappa)
  }
}

@Suite struct AgreementTallyTests {
  @Test func figuresOfAFewPairs() throws {
    var tally = AgreementTally()
    #expect(tally.share == nil)
    #expect(tally.kappa.value == nil)
    // Of four pairs three agree; the scorer says first, first, first, second of the pairs in the order of their ids.
    for (number, place) in [0, 0, 1, 1].enumerated() {
      let trial = try Sample.trial(number + 1)
      let scores = number == 3 ? [0.1, 0.2] : [0.2, 0.1]
      let agreement = TrialAgreement(
        of: .preferred(trial.images[place]), with: Prediction(scores: scores, by: Sample.scorer), on: trial)
      tally.add(try #require(agreement))
    }
    #expect(tally.share == 0.75)
    #expect(tally.count == 4)
    // Observed 0.75, expected by chance 0.5: counted both ways, either is the first as often.
    #expect(abs((tally.kappa.value ?? .nan) - 0.5) < 1e-12)
    // Wilson, 3 of 4.
    #expect(abs((tally.interval?.low ?? .nan) - 0.300642) < 1e-6)
    #expect(abs((tally.interval?.high ?? .nan) - 0.954413) < 1e-6)
  }
}

@Suite struct AgreementHistoryTests {
  @Test func aLongSessionKeepsAFewDozenSteps() {
    var history = AgreementHistory()
    for number in 0..<1000 { _ = history.add(.init(earned: number < 500 ? 1 : 0, counted: 1)) }
    let shares = history.shares
    #expect((32...AgreementHistory.mostSteps).contains(shares.count))
    #expect(shares.first == 1)
    #expect(abs((shares.last ?? .nan) - 0.5) < 1e-12)
  }

  @Test func whatIsTakenBackIsGoneWhereverItStands() {
    var history = AgreementHistory()
    let places = (0..<200).map { history.add(.init(earned: $0.isMultiple(of: 2) ? 1 : 0, counted: 1)) }
    for (number, place) in places.enumerated() where !number.isMultiple(of: 2) {
      history.takeBack(.init(earned: 0, counted: 1), from: place)
    }
    #expect(history.shares.allSatisfy { $0 == 1 })
    for (number, place) in places.enumerated() where number.isMultiple(of: 2) {
      history.takeBack(.init(earned: 1, counted: 1), from: place)
    }
    #expect(history.shares.isEmpty)
  }
}
