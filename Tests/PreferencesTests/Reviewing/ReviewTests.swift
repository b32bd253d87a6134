import Preferences
import Testing

@Suite struct ReviewTests {
  private let comparison: Comparison
  private let pair: CandidatePair
  private let lea: Annotator
  private let tom: Annotator

  init() throws {
    comparison = try Sample.comparison(1)
    pair = CandidatePair(Sample.image(11), Sample.image(10), of: comparison.id)
    lea = try Annotator(name: "lea")
    tom = try Annotator(name: "tom")
  }

  private func event(_ number: UInt64, _ kind: ReviewEvent.Kind, by reviewer: Annotator? = nil) -> ReviewEvent
  {
    ReviewEvent(
      id: EventID(high: number << 16, low: 0, version: 7), reviewer: reviewer ?? lea, pair: pair,
      at: Timestamp(milliseconds: Int64(number)), kind: kind)
  }

  @Test func aPairIsTheSameInEitherOrder() {
    #expect(pair == CandidatePair(Sample.image(10), Sample.image(11), of: comparison.id))
    #expect(pair.images == [Sample.image(10), Sample.image(11)])
    #expect(pair.other(than: pair.first) == pair.second)
  }

  @Test func sidesAreDrawnForEachReviewerAndPairAndStay() throws {
    var firstOnTheLeft = 0
    for number in 0..<400 {
      let pair = CandidatePair(Sample.image(number), Sample.image(number + 1), of: comparison.id)
      let order = pair.order(for: lea.id)
      #expect(order == pair.order(for: lea.id))
      #expect(Set(order) == Set(pair.images))
      if order[0] == pair.first { firstOnTheLeft += 1 }
    }
    // Five standard deviations of a fair coin.
    #expect((150...250).contains(firstOnTheLeft))
    let differs = (0..<40).contains { number in
      let pair = CandidatePair(Sample.image(number), Sample.image(number + 1), of: comparison.id)
      return pair.order(for: lea.id) != pair.order(for: tom.id)
    }
    #expect(differs)
  }

  @Test func theFirstJudgementOfEachReviewerStands() {
    let review = Review(standingAfter: [
      event(3, .judged(.bothBad, responseMilliseconds: 3)),
      event(2, .judged(.tie, responseMilliseconds: nil), by: tom),
      event(1, .judged(.preferred(pair.first), responseMilliseconds: 700)),
    ])
    #expect(review.judgements.map(\.reviewer) == [lea, tom])
    #expect(review.judgement(of: lea.id)?.outcome == .preferred(pair.first))
    #expect(review.judgement(of: lea.id)?.responseMilliseconds == 700)
    #expect(review.adjudication == nil)
  }

  @Test func anAdjudicationStandsUntilItIsReplacedOrWithdrawn() {
    var events = [event(1, .adjudicated(.tie)), event(2, .adjudicated(.preferred(pair.second)), by: tom)]
    #expect(Review(standingAfter: events).adjudication?.outcome == .preferred(pair.second))
    #expect(Review(standingAfter: events).adjudication?.reviewer == tom)
    events.append(event(3, .withdrew))
    #expect(Review(standingAfter: events).adjudication == nil)
    events.append(event(4, .adjudicated(.bothBad)))
    #expect(Review(standingAfter: events.shuffled()).adjudication?.outcome == .bothBad)
  }

  @Test func theLatestTagsFlagAndNoteStand() {
    let events = [
      event(1, .tagged(["hands", "faces"])), event(2, .flagged(true)), event(3, .noted("n")),
      event(4, .tagged(["text"]), by: tom),
    ]
    let review = Review(standingAfter: events)
    #expect(review.tags == ["text"] && review.flagged && review.note == "n")
    let taken = Review(
      standingAfter: events + [event(5, .tagged([])), event(6, .flagged(false)), event(7, .noted(""))])
    #expect(taken == Review())
  }

  @Test(arguments: [
    ([], "there is no tag"), (["a", "a"], "a tag is there twice"),
    (["a", " "], "' ' is no tag: one line of at most 40 characters"),
    (["two\nlines"], "'two\nlines' is no tag: one line of at most 40 characters"),
    ((0..<36).map { "tag \($0)" }, "36 tags are more than there are keys for: 35"),
  ])
  func tagsThatCannotBeUsedAreRefused(names: [String], reason: String) {
    let refusal = #expect(throws: ErrorTags.Refusal.self) { try ErrorTags(names) }
    #expect(refusal?.description == reason)
  }

  @Test func tagsKeepTheirOrder() throws {
    #expect(try ErrorTags(["b", "a", "ein langer Name"]).names == ["b", "a", "ein langer Name"])
    #expect(ErrorTags.standard.names.allSatisfy(ErrorTags.isTag))
  }
}
