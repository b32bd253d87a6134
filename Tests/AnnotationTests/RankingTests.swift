import Preferences
import Screen
import Testing

@testable import Annotation

@Suite struct RankingTests {
  private func showing(_ candidates: Int) throws -> (AnnotateState, [ImageID]) {
    let trial = try Sample.trial(1, candidates: candidates, task: .rank)
    return (try Sample.showing([trial], mode: .rank), trial.images)
  }

  private func press(_ keys: [Key], _ state: inout AnnotateState) {
    for (index, key) in keys.enumerated() { _ = Sample.press(key, at: 1000 + index, &state) }
  }

  private func ranking(_ event: Event?) -> [[ImageID]]? {
    if case .choice(.ranking(let groups), _, _)? = event?.kind { groups } else { nil }
  }

  @Test func candidatesPressedInOrderAreRankedBestFirst() throws {
    var (state, images) = try showing(3)
    press([.character("3"), .character("1"), .character("2")], &state)
    let event = Sample.commit(.enter, at: 3000, &state)
    #expect(ranking(event) == [[images[2]], [images[0]], [images[1]]])
  }

  @Test func theLastCandidateNeedNotBePressed() throws {
    var (state, images) = try showing(3)
    press([.character("2"), .character("3")], &state)
    #expect(ranking(Sample.commit(.enter, at: 3000, &state)) == [[images[1]], [images[2]], [images[0]]])
  }

  @Test func anUnfinishedRankingIsNotCommitted() throws {
    var (state, _) = try showing(4)
    press([.character("2")], &state)
    #expect(Sample.press(.enter, at: 3000, &state).isEmpty)
    #expect(state.notice?.text == "1 of 4 ranked: press the others in order, best first")
  }

  @Test func aTieJoinsTheNextCandidateToTheLast() throws {
    var (state, images) = try showing(3)
    press([.character("1"), .character("="), .character("2"), .character("3")], &state)
    #expect(state.view.rank(of: images[1]) == 1)
    #expect(state.view.rank(of: images[2]) == 3)
    #expect(ranking(Sample.commit(.enter, at: 3000, &state)) == [[images[0], images[1]], [images[2]]])
  }

  @Test func aTieBeforeTheFirstCandidateTiesAll() throws {
    var (state, images) = try showing(3)
    #expect(ranking(Sample.commit(.character("="), at: 3000, &state)) == [images])
  }

  @Test func backspaceTakesTheLastCandidateBack() throws {
    var (state, images) = try showing(3)
    press([.character("1"), .character("="), .character("2"), .backspace, .backspace, .backspace], &state)
    #expect(state.view.ranking.isEmpty)
    press([.character("3")], &state)
    #expect(state.view.ranking == [[images[2]]])
  }

  @Test func aCandidateIsRankedOnce() throws {
    var (state, images) = try showing(3)
    press([.character("1"), .character("1")], &state)
    #expect(state.view.ranking == [[images[0]]])
    #expect(state.notice?.text.contains("ranked already") == true)
  }

  @Test func theCursorRanksWithSpace() throws {
    var (state, images) = try showing(3)
    press([.right, .character(" ")], &state)
    #expect(state.view.ranking == [[images[1]]])
  }

  @Test func zeroIsTheTenthCandidate() throws {
    var (state, images) = try showing(10)
    press([.character("0")], &state)
    #expect(state.view.ranking == [[images[9]]])
  }
}
