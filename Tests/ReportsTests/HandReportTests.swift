import Preferences
import Statistics
import Testing

@testable import Reports

/// The figures of `HandReport`, worked out by hand.
@Suite struct HandReportTests {
  private let report: Report

  init() throws {
    let store = try HandReport.store()
    try HandReport.scores(store)
    report = try HandReport.report(store)
  }

  private func value(
    _ section: Measure.Section, _ subject: String, scorer: String? = nil, _ name: String
  ) throws -> (value: Double, n: Int) {
    let measure = try #require(report.measure(section, subject, scorer: scorer, name))
    return (try #require(measure.value.value, "\(String(describing: measure.note))"), measure.n)
  }

  @Test func theDataAreCounted() {
    let data = report.data
    #expect(data.comparisons == 2 && data.prompts == 2 && data.candidates == 6)
    #expect(data.choices.all == 6 && data.choices.rankings == 2 && data.choices.preferred == 2)
    #expect(data.choices.ties == 1 && data.choices.bothBad == 1 && data.choices.skips == 0)
    #expect(data.pairs == 9 && data.decidedPairs == 8)
    #expect(data.annotators == ["ada", "ben", "mia"])
    #expect(data.generators == ["a", "b", "c"] && data.tags == ["photo"])
  }

  /// Mia and Ben share four pairs: AB and AC of the first alike, BC against each other, AB of the second tied by Ben.
  @Test func peopleAgreeUnderEachConvention() throws {
    #expect(try value(.humanHuman, "", "agreement(pickscore)") == (2.5 / 4, 4))
    #expect(try value(.humanHuman, "", "agreement(acc_eq)") == (2.0 / 4, 4))
    // Mia decides all four, Ben three.
    #expect(try value(.humanHuman, "", "agreement(imagereward)") == (4.0 / 7, 7))
    // One ranking with one of three pairs discordant, one pair trial without.
    let (hpsv2, n) = try value(.humanHuman, "", "agreement(hpsv2)")
    #expect(abs(hpsv2 - (2.0 / 3 + 1) / 2) < 1e-12 && n == 2)
    #expect(try value(.humanHuman, "", MeasureName.meanOfAnnotatorPairs).n == 1)
    // First and second, with B below C for one: table first/first 2, first/second 1, first/tie 1. Counted both ways half
    // of them agree; by chance 2 · (3/8 · 1/2), since one never ties.
    let kappa = try value(.annotatorPair, "ben · mia", "cohen_kappa")
    #expect(abs(kappa.value - (0.5 - 0.375) / (1 - 0.375)) < 1e-12 && kappa.n == 4)
    #expect(try value(.annotatorPair, "ben · mia", "agreement(imagereward)") == (4.0 / 7, 7))
  }

  /// The scorer: of the first comparison AB and AC as both people say, BC a tie; of the second B above A.
  @Test func theScorerAgreesUnderEachConvention() throws {
    let scorer = "hand"
    // 4 of 7 decided and scored pairs: AB, AC twice; BC twice wrong as a tie; AB of the second wrong.
    #expect(try value(.humanScorer, "", scorer: scorer, "agreement(imagereward)") == (4.0 / 7, 7))
    // p of AB is 1/(1+1/e), too far from a tie: 4 right, two halves for BC, nothing for Mia's AB, a half for Ben's tie.
    #expect(try value(.humanScorer, "", scorer: scorer, "agreement(pickscore, t=0.1)") == (5.5 / 8, 8))
    // By ranking: 1, 1, 0, 1.
    #expect(try value(.humanScorer, "", scorer: scorer, "agreement(hpsv2)") == (3.0 / 4, 4))
    // ε = 0: a wider one wins Ben's tie, a difference of 0.1, and loses all four right.
    #expect(try value(.humanScorer, "", scorer: scorer, "agreement(acc_eq)") == (4.0 / 8, 8))
    #expect(try value(.humanScorer, "", scorer: scorer, "coverage") == (8.0 / 9, 9))
  }

  @Test func agreementIsBrokenDown() throws {
    let name = "agreement(imagereward)"
    #expect(try value(.byAnnotator, "ben", scorer: "hand", name) == (2.0 / 3, 3))
    #expect(try value(.byAnnotator, "mia", scorer: "hand", name) == (2.0 / 4, 4))
    // Ada's one decided pair has no scores.
    #expect(report.measure(.byAnnotator, "ada", scorer: "hand", name)?.value == Statistic.undefined(.noData))
    #expect(try value(.byGenerator, "c", scorer: "hand", name) == (2.0 / 4, 4))
    #expect(try value(.byGeneratorPair, "a · b", scorer: "hand", name) == (2.0 / 3, 3))
    #expect(try value(.byTag, "photo", scorer: "hand", name) == (4.0 / 6, 6))
  }

  @Test func predictionsAreCalibrated() throws {
    // Confidence 1/(1+e⁻¹) where the scores differ, right 4 of 5 times; 0.5 where they tie, right once: Mia's B.
    let confidence = 0.7310585786300049
    let brier = (4 * (1 - confidence) * (1 - confidence) + confidence * confidence + 0.25 * 2) / 7
    #expect(abs(try value(.calibration, "", scorer: "hand", "brier").value - brier) < 1e-12)
    let error = (abs(4 - 5 * confidence) + abs(1 - 2 * 0.5)) / 7
    #expect(abs(try value(.calibration, "", scorer: "hand", "ece").value - error) < 1e-12)
  }

  @Test func generatorsAreRanked() throws {
    // A was preferred and passed over, B and C too: C beat A once, so that all strengths are finite.
    #expect(try value(.generator, "a", MeasureName.strength).value > 0)
    #expect(try value(.generator, "a", scorer: "hand", MeasureName.meanScore) == (0.2, 2))
    // The mean scores of all three are 0.2.
    #expect(
      report.measure(.generatorRanking, "", scorer: "hand", "spearman")?.value
        == Statistic.undefined(.allTied))
  }

  @Test func repeatsStandApart() throws {
    let store = try HandReport.store()
    let second = try HandReport.comparison(2, tags: [])
    let b = HandReport.image(second, 1)
    try HandReport.choose(store, "mia", second, shown: [1, 0], .preferred(b), repetition: 1)
    try HandReport.choose(
      store, "ada", second, shown: [2, 0], .preferred(HandReport.image(second, 2)), repetition: 1)
    let report = try HandReport.report(store)
    #expect(report.data.choices.all == 6 && report.data.repeats.all == 2)
    #expect(report.measure(.selfConsistency, "", MeasureName.selfAgreement)?.value.value == 0.5)
    #expect(report.measure(.selfConsistency, "", MeasureName.swapConsistency)?.n == 2)
    #expect(
      report.measure(.selfConsistency, "", MeasureName.orderConsistency)?.value
        == Statistic.undefined(.noData))
    // Mia's A on the left, Ada's C on the right; then Mia's B and Ada's C on the left.
    #expect(report.measure(.leftBias, "", MeasureName.leftRate)?.value.value == 3.0 / 4)
    let p = try #require(report.measure(.leftBias, "mia", "binomial_p")?.value.value)
    #expect(abs(p - 0.5) < 1e-12)
  }

  @Test func twoCheckpointsOfOneNameAreTwoScorers() throws {
    let store = try HandReport.store()
    for number: UInt8 in [1, 2] {
      try store.add(
        ScorerIdentity(
          name: "hpc.pt", checkpoint: CheckpointID(bytes: [UInt8](repeating: number, count: 32)),
          logitScale: 100,
          preprocessing: "p"))
    }
    let report = try HandReport.report(store)
    #expect(report.data.scorers.map(\.label) == ["hpc.pt@01010101", "hpc.pt@02020202"])
    #expect(report.data.scorers.map(\.isSuperseded) == [true, false])
    // Neither has scored anything: nothing is said of them, rather than 0.
    let measure = report.measure(.humanScorer, "", scorer: "hpc.pt@01010101", "agreement(hpsv2)")
    #expect(measure?.value == Statistic.undefined(.noData))
  }

  @Test func nothingAtAllIsAReportToo() throws {
    let report = try HandReport.report(InMemoryChoiceStore())
    #expect(report.data.choices.all == 0)
    #expect(report.measure(.humanHuman, "", "agreement(hpsv2)")?.value == Statistic.undefined(.noData))
    #expect(try report.json().contains(#""value":null"#))
  }
}
