import Preferences
import Testing

@Suite struct VotesTests {
  @Test(arguments: [
    (Votes(), nil), (Votes(first: 1), Verdict.first), (Votes(first: 1, second: 1), nil),
    (Votes(first: 2, second: 3), .second), (Votes(first: 3, second: 2, tie: 3), nil),
    (Votes(first: 1, tie: 9), .tie), (Votes(first: 4, second: 3, tie: 3), .first),
  ])
  func theMajorityIsTheVerdictWithMostVoices(votes: Votes, majority: Verdict?) {
    #expect(votes.majority == majority)
  }

  @Test(arguments: [
    (Votes(first: 1), Disagreement.Kind.modelWrong), (Votes(first: 2, second: 1), .peopleSplit),
    (Votes(first: 3, second: 1), .modelWrong), (Votes(first: 2, tie: 1), .peopleSplit),
    (Votes(first: 7, second: 2), .modelWrong), (Votes(first: 7, second: 3), .peopleSplit),
  ])
  func threeOfFourAgree(votes: Votes, kind: Disagreement.Kind) throws {
    let disagreement = Disagreement(
      comparison: try Sample.comparison(1).id, first: 0, second: 1, votes: votes, people: .first, scoreGap: 1,
      probability: nil)
    #expect(disagreement.kind == kind)
  }
}
