import Preferences
import Testing

@Suite struct VerdictTests {
  private let a = Sample.image(1)
  private let b = Sample.image(2)
  private let c = Sample.image(3)

  @Test func thePreferredCandidateBeatsEveryOther() {
    #expect(Outcome.preferred(a).verdict(on: a, b) == .first)
    #expect(Outcome.preferred(a).verdict(on: b, a) == .second)
    #expect(Outcome.preferred(a).verdict(on: b, c) == nil)
  }

  @Test func aRankingSpeaksOfAllItsPairs() {
    let ranking = Outcome.ranking([[b], [a, c]])
    #expect(ranking.verdict(on: b, c) == .first)
    #expect(ranking.verdict(on: a, b) == .second)
    #expect(ranking.verdict(on: a, c) == .tie)
    #expect(ranking.verdict(on: a, Sample.image(9)) == nil)
  }

  @Test func tieBothBadAndSkipAreThreeThings() {
    #expect(Outcome.tie.verdict(on: a, b) == .tie)
    #expect(Outcome.bothBad.verdict(on: a, b) == nil)
    #expect(Outcome.skip.verdict(on: a, b) == nil)
  }

  @Test(arguments: Verdict.allCases)
  func turningTwiceChangesNothing(verdict: Verdict) {
    #expect(verdict.swapped.swapped == verdict)
    #expect((verdict.swapped == verdict) == (verdict == .tie))
  }
}
