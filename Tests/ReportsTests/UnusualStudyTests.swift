import Preferences
import Statistics
import Testing

@testable import Reports

/// Studies in which figures are missing: they say so, and no number stands in their place.
@Suite struct UnusualStudyTests {
  private func store(_ comparisons: Comparison...) throws -> InMemoryChoiceStore {
    let store = InMemoryChoiceStore()
    _ = try store.add(comparisons.map { ImportedComparison(comparison: $0) })
    return store
  }

  /// - Parameter scores: by place.
  private func score(
    _ store: InMemoryChoiceStore, _ comparison: Comparison, _ scores: [Double], name: String,
    logitScale: Double?
  ) throws {
    let scorer = ScorerIdentity(
      name: name, checkpoint: nil, logitScale: logitScale, preprocessing: "none")
    try store.add(scorer)
    try store.record(
      scores.enumerated().map {
        CandidateScore(
          comparison: comparison.id, image: HandReport.image(comparison, $0.offset), score: $0.element)
      }, by: scorer.id)
  }

  @Test func onePersonAgreesWithNobody() throws {
    let comparison = try HandReport.comparison(1, tags: [])
    let store = try store(comparison)
    try HandReport.choose(
      store, "mia", comparison, shown: [0, 1], .preferred(HandReport.image(comparison, 0)))
    let report = try HandReport.report(store)
    for name in ["agreement(pickscore)", "agreement(hpsv2)", "agreement(imagereward)", "agreement(acc_eq)"] {
      #expect(report.measure(.humanHuman, "", name)?.value == Statistic.undefined(.noData))
    }
    #expect(report.measure(.humanHuman, "", MeasureName.meanOfAnnotatorPairs)?.n == 0)
    #expect(report.measures(.annotatorPair).isEmpty)
    #expect(Page(report).text(width: 80).contains("mean over 0 pairs of annotators: undefined: no data"))
  }

  @Test func tiesAloneDecideNothing() throws {
    let comparison = try HandReport.comparison(2, tags: [])
    let store = try store(comparison)
    for name in ["mia", "ben"] { try HandReport.choose(store, name, comparison, shown: [0, 1], .tie) }
    try score(store, comparison, [0.1, 0.2], name: "s", logitScale: 10)
    let report = try HandReport.report(store)
    #expect(report.data.pairs == 2 && report.data.decidedPairs == 0)
    #expect(report.measure(.humanHuman, "", "agreement(acc_eq)")?.value.value == 1)
    #expect(
      report.measure(.humanHuman, "", "agreement(imagereward)")?.value == Statistic.undefined(.noData))
    #expect(
      report.measure(.humanHuman, "", MeasureName.alphaNominal)?.value == Statistic.undefined(.noVariation))
    // The scores differ, but a calibrated ε takes that for a tie.
    #expect(report.measure(.humanScorer, "", scorer: "s", "agreement(acc_eq)")?.value.value == 1)
    let decided = report.measure(.humanScorer, "", scorer: "s", "agreement(imagereward)")
    #expect(decided?.value == Statistic.undefined(.noData))
    #expect(report.measure(.humanScorer, "", scorer: "s", MeasureName.pairsNeeded) == nil)
    let brier = report.measure(.calibration, "", scorer: "s", MeasureName.brier)
    #expect(brier?.value == Statistic.undefined(.noData))
    #expect(report.measure(.leftBias, "", MeasureName.leftRate)?.n == 0)
  }

  @Test func generatorsThatNeverMetHaveNoCommonScale() throws {
    let comparison = try HandReport.comparison(1, tags: [])
    let alone = try Comparison(
      prompt: Prompt("alone"),
      candidates: [UInt8(200), 201].map { number in
        Candidate(
          image: try #require(ImageID(bytes: [UInt8](repeating: number, count: 32))), path: "/z\(number)",
          generator: "z", size: PixelSize(width: 8, height: 8))
      })
    let store = try store(comparison, alone)
    for (name, place) in [("mia", 0), ("ben", 1)] {
      try HandReport.choose(
        store, name, comparison, shown: [0, 1], .preferred(HandReport.image(comparison, place)))
    }
    try HandReport.choose(store, "mia", alone, shown: [0, 1], .preferred(HandReport.image(alone, 0)))
    let report = try HandReport.report(store)
    let strengths = report.measures(.generator).filter { $0.name == MeasureName.strength }
    #expect(strengths.map(\.subject) == ["a", "b", "z"])
    for strength in strengths {
      #expect(strength.value.undefined?.reason == "2 groups never compared")
      #expect(strength.note?.hasSuffix("groups: a, b | z") == true, "\(strength)")
    }
    #expect(Page(report).text(width: 80).contains("groups: a, b | z"))
  }

  @Test func aScorerWithoutLogitScalePredictsNothing() throws {
    let store = try HandReport.store()
    try score(store, HandReport.comparison(1, tags: []), [3, 2, 1], name: "plain", logitScale: nil)
    let report = try HandReport.report(store)
    let pickscore = report.measure(.humanScorer, "", scorer: "plain", "agreement(pickscore, t=0.1)")
    #expect(pickscore?.value == Statistic.undefined(.noData))
    #expect(pickscore?.note?.contains("says no logit scale") == true)
    // Mia's three, and two of Ben's.
    let agreement = report.measure(.humanScorer, "", scorer: "plain", "agreement(imagereward)")
    #expect(agreement?.value.value == 5.0 / 6 && agreement?.n == 6)
    #expect(report.measures(.calibration, scorer: "plain").isEmpty)
  }

  /// A confidence of 1 − 10⁻⁴³ rounds to 1, of which being wrong would cost infinitely much.
  @Test func aSurePredictionThatFailsCostsItsLogit() throws {
    let comparison = try HandReport.comparison(2, tags: [])
    let store = try store(comparison)
    try HandReport.choose(
      store, "mia", comparison, shown: [0, 1], .preferred(HandReport.image(comparison, 0)))
    try score(store, comparison, [0, 100], name: "sure", logitScale: 1)
    let report = try HandReport.report(store)
    #expect(report.measure(.calibration, "", scorer: "sure", MeasureName.likelihood)?.value.value == 100)
    #expect(report.measure(.calibration, "", scorer: "sure", MeasureName.brier)?.value.value == 1)
  }

  @Test func theGeneratorFilterTakesPairsOfTheGenerator() throws {
    let store = try HandReport.store()
    let report = try HandReport.report(store, filter: StudyFilter(generators: ["c"]))
    // AC and BC of Mia and Ben, and Ada's AC.
    #expect(report.data.pairs == 5)
    #expect(report.measure(.humanHuman, "", "agreement(acc_eq)")?.value.value == 0.5)
  }
}
