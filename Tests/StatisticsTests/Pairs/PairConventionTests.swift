import Preferences
import Testing

@testable import Statistics

@Suite struct PairConventionTests {
  /// FACTS: one ranking with a tie against scores with another.
  @Test func theFourConventionsDifferOnOneRanking() throws {
    let credits = try #require(
      PairCredits.all(ranks: [1, 2, 2, 4], scores: [0.9, 0.5, 0.7, 0.7], ties: .equalOnly))
    var tally = PairTally()
    tally.add(ranking: credits)
    #expect(tally.agreement(.imagereward).value == 0.6)
    #expect(abs(try tally.agreement(.hpsv2).get() - 5 / 6.0) < 1e-15)
    #expect(tally.agreement(.accEq).value == 0.5)
    #expect(abs(try tally.agreement(.pickscore).get() - 4 / 6.0) < 1e-15)
    #expect(PairConvention.allCases.map { tally.count($0) } == [6, 1, 5, 6])
  }

  @Test(arguments: [
    (PairConvention.pickscore, "first second tie", "1 0 0.5 0 1 0.5 0.5 0.5 1"),
    (.hpsv2, "first second tie", "1 0 1 0 1 1 1 1 1"),
    (.imagereward, "first second tie", "1 0 0 0 1 0 - - -"),
    (.accEq, "first second tie", "1 0 0 0 1 0 0 0 1"),
  ])
  func creditOfEveryPairOfVerdicts(convention: PairConvention, order: String, expected: String) {
    #expect(order == Verdict.allCases.map { "\($0)" }.joined(separator: " "))
    let credits = Verdict.allCases.flatMap { human in
      Verdict.allCases.map { convention.credit(human: human, model: $0).value }
    }
    let words = credits.map { $0.map { $0 == 0.5 ? "0.5" : "\(Int($0))" } ?? "-" }
    #expect(words.joined(separator: " ") == expected)
  }

  @Test func namesAreThoseOfTheLiterature() {
    #expect(PairConvention.allCases.map(\.rawValue) == ["pickscore", "hpsv2", "imagereward", "acc_eq"])
  }

  @Test func everyVerdictComesBackOutOfTheByte() {
    for human in Verdict.allCases {
      for other in Verdict.allCases {
        let credits = PairCredits(human: human, other: other)
        for convention in PairConvention.allCases {
          #expect(credits[convention] == convention.credit(human: human, model: other))
          // Naming the pair the other way around changes nothing.
          #expect(PairCredits(human: human.swapped, other: other.swapped) == credits)
        }
      }
    }
  }

  @Test func aPairWithoutScoresDoesNotCount() {
    let credits = PairCredits(human: .first, scores: .nan, 1, ties: .equalOnly)
    #expect(credits == .uncounted)
    #expect(PairConvention.allCases.allSatisfy { credits[$0] == .uncounted })
    #expect(PairCredits.all(ranks: [1, 2], scores: [1], ties: .equalOnly) == nil)
    #expect(PairCredits.all(ranks: [1, 2], otherRanks: [1]) == nil)
  }

  @Test func withoutALogitScaleOnlyPickscoreDoesNotCount() {
    let credits = PairCredits(human: .first, scores: 2, 1, ties: TieThresholds(logitScale: nil))
    #expect(PairConvention.allCases.map { credits[$0] } == [.uncounted, .full, .full, .full])
  }

  @Test func thresholdsOnProbabilitiesAreThoseOnScores() throws {
    let threshold = try #require(TieThresholds(probabilityDifference: 0.1, logitScale: 100).pickscore)
    // The softmax of 100 · (0, threshold) is (0.45, 0.55).
    #expect(abs(threshold - 0.002006706954621511) < 1e-15)
    #expect(TieThresholds(probabilityDifference: 1, logitScale: 100).pickscore == .infinity)
    #expect(TieThresholds(probabilityDifference: -0.1, logitScale: 100).pickscore == nil)
    #expect(TieThresholds(logitScale: 0).pickscore == nil)
    #expect(TieThresholds(logitScale: .nan).pickscore == nil)
  }
}
