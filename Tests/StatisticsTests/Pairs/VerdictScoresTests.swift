import Preferences
import Testing

@testable import Statistics

@Suite struct VerdictTests {
  @Test func higherScoresAndLowerRanksArePreferred() {
    #expect(Verdict(scores: 0.9, 0.5) == .first)
    #expect(Verdict(scores: -2, -1) == .second)
    #expect(Verdict(ranks: 1, 2) == .first)
    #expect(Verdict(ranks: 3, 2) == .second)
    #expect(Verdict(ranks: 2, 2) == .tie)
  }

  @Test func scoresWithinTheToleranceTie() {
    #expect(Verdict(scores: 0.5, 0.75, tieWithin: 0.25) == .tie)
    #expect(Verdict(scores: 0.5, 0.75, tieWithin: 0.2) == .second)
    #expect(Verdict(scores: .infinity, .infinity) == .tie)
    #expect(Verdict(scores: .infinity, 1, tieWithin: 5) == .first)
  }

  @Test func equalScoresTieWhateverTheTolerance() {
    #expect(Verdict(scores: 1, 1, tieWithin: -1) == .tie)
  }

  @Test func whatIsNoNumberHasNoVerdict() {
    #expect(Verdict(scores: .nan, 1) == nil)
    #expect(Verdict(scores: 1, 2, tieWithin: .nan) == nil)
  }

  @Test func namingThePairTheOtherWayAroundSwapsTheVerdict() {
    #expect(Verdict.allCases.map(\.swapped) == [.second, .first, .tie])
  }
}
