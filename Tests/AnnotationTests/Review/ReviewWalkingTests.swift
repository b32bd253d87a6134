import Preferences
import Screen
import Testing

@testable import Annotation

@Suite struct ReviewWalkingTests {
  private let items: [ReviewItem]

  init() throws {
    items = try (1...6).map { try ReviewSample.item($0, prompt: $0 == 4 ? "A Dog by the sea" : nil) }
  }

  private func judged(_ numbers: [Int], tags: [String] = []) throws -> [CandidatePair: Review] {
    var reviews: [CandidatePair: Review] = [:]
    for number in numbers {
      let pair = items[number].pair
      for (index, kind) in [
        ReviewEvent.Kind.judged(.tie, responseMilliseconds: nil), .tagged(tags),
      ].enumerated() {
        reviews[pair, default: Review()].take(
          ReviewEvent(
            id: EventID(high: UInt64(index) << 16, low: 0, version: 7), reviewer: try ReviewSample.lea(),
            pair: pair,
            at: Timestamp(milliseconds: 0), kind: kind))
      }
    }
    return reviews
  }

  private func place(_ state: ReviewState) -> Int? { state.walk.current }

  @Test func itGoesOnAtTheFirstThatIsNotReviewed() throws {
    #expect(place(try ReviewSample.showing(items)) == 0)
    #expect(place(try ReviewSample.showing(items, reviews: judged([0, 1, 3]))) == 2)
    #expect(place(try ReviewSample.showing(items, reviews: judged([0, 1, 2, 3, 4, 5]))) == 0)
  }

  @Test func anotherReviewersJudgementDoesNotCountAsOnesOwn() throws {
    var review = Review()
    review.take(
      ReviewEvent(
        id: EventID(high: 1, low: 1, version: 7), reviewer: try Annotator(name: "tom"), pair: items[0].pair,
        at: Timestamp(milliseconds: 0), kind: .judged(.tie, responseMilliseconds: nil)))
    let state = try ReviewSample.showing(items, reviews: [items[0].pair: review])
    #expect(place(state) == 0)
    #expect(state.current?.isRevealed == false)
  }

  @Test func nextAndPreviousStopAtTheEnds() throws {
    var state = try ReviewSample.showing(items)
    try ReviewSample.type("p", at: 100, &state)
    #expect(place(state) == 0)
    #expect(state.notice?.text == "this is the first pair")
    try ReviewSample.type("nnp", at: 200, &state)
    #expect(place(state) == 1)
    try ReviewSample.press(.end, at: 300, &state)
    #expect(place(state) == 5)
    try ReviewSample.type("n", at: 400, &state)
    #expect(state.notice?.text == "this is the last pair")
    try ReviewSample.press(.home, at: 500, &state)
    #expect(place(state) == 0)
  }

  @Test func enterGoesToTheNextUnreviewedAndRoundTheEnd() throws {
    var state = try ReviewSample.showing(items, reviews: judged([1, 2, 3, 4]))
    try ReviewSample.press(.end, at: 100, &state)
    try ReviewSample.type("s", at: 900, &state)
    try ReviewSample.press(.enter, at: 1000, &state)
    #expect(place(state) == 0)
    try ReviewSample.type("s", at: 2000, &state)
    try ReviewSample.press(.enter, at: 2100, &state)
    #expect(place(state) == 0)
    #expect(state.notice?.text == "all 6 pairs are reviewed")
  }

  @Test func aLimitKeepsThePairWhereItCan() throws {
    var state = try ReviewSample.showing(items)
    try ReviewSample.type("nl", at: 100, &state)
    // Place 1 holds number 2, on which people are split.
    try ReviewSample.type("s", at: 200, &state)
    #expect(place(state) == 1)
    #expect(state.walk.places == [1, 3, 5])
    try ReviewSample.type("m", at: 300, &state)
    #expect(place(state) == 2)
    #expect(state.walk.places == [0, 2, 4])
    #expect(state.view.focus == .filtering)
    try ReviewSample.type("x", at: 400, &state)
    #expect(state.walk.places == [0, 1, 2, 3, 4, 5])
  }

  @Test func aJudgedPairStaysUntilItIsLeft() throws {
    var state = try ReviewSample.showing(items, filter: ReviewFilter(unreviewedOnly: true))
    try ReviewSample.type("s", at: 900, &state)
    #expect(place(state) == 0)
    #expect(state.walk.position == 1)
    try ReviewSample.type("n", at: 1000, &state)
    #expect(place(state) == 1)
    #expect(state.walk.places == [1, 2, 3, 4, 5])
    try ReviewSample.type("p", at: 1100, &state)
    #expect(place(state) == 1)
  }

  @Test func tagsAndGeneratorsComeInTurn() throws {
    var state = try ReviewSample.showing(items, reviews: judged([2], tags: ["hands"]))
    try ReviewSample.type("lt", at: 100, &state)
    #expect(state.filter.tag == "hands")
    #expect(state.walk.places == [2])
    try ReviewSample.type("t", at: 200, &state)
    #expect(state.filter.tag == "faces")
    #expect(state.walk.places.isEmpty && state.current == nil)
    try ReviewSample.type("x", at: 300, &state)
    var generators: [String?] = []
    for step in 0..<4 {
      try ReviewSample.type("g", at: 400 + step, &state)
      generators.append(state.filter.generator)
      if state.filter.generator == "sd15-0" { #expect(state.walk.places == [1, 3, 5]) }
    }
    #expect(generators == ["sd14", "sd15-0", "sd15-1", nil])
  }

  @Test func aLimitThatLeavesNothingCanBeChanged() throws {
    var state = try ReviewSample.showing(items, filter: ReviewFilter(generator: "none"))
    #expect(state.current == nil)
    try ReviewSample.type("lx", at: 100, &state)
    #expect(place(state) == 0)
  }

  @Test func aSearchWalksThroughMatchesInAnyCase() throws {
    var state = try ReviewSample.showing(items)
    try ReviewSample.type("/dOG", at: 100, &state)
    try ReviewSample.press(.enter, at: 200, &state)
    #expect(place(state) == 3)
    #expect(state.walk.places == [3])
    try ReviewSample.type("/", at: 300, &state)
    _ = try ReviewSample.press(.control("u"), at: 301, &state)
    try ReviewSample.type("cat", at: 302, &state)
    try ReviewSample.press(.enter, at: 400, &state)
    #expect(place(state) == 4)
    try ReviewSample.type("p", at: 500, &state)
    #expect(place(state) == 2)
    // Without a match everything stays as it was, and empty it ends.
    try ReviewSample.type("/xyz", at: 600, &state)
    try ReviewSample.press(.enter, at: 700, &state)
    #expect(state.notice?.text == "no prompt here has 'catxyz' in it")
    #expect(place(state) == 2 && state.filter.words == "cat")
    try ReviewSample.type("/", at: 800, &state)
    _ = try ReviewSample.press(.control("u"), at: 801, &state)
    try ReviewSample.press(.enter, at: 802, &state)
    #expect(state.filter.words == nil && place(state) == 2)
  }

  @Test func picturesOfWhatComesNextAreMadeAhead() throws {
    let state = try ReviewSample.showing(items)
    let boxes = [false, true].map {
      ReviewLayout(size: state.size, prompt: items[0].comparison.prompt, hasDetails: $0).pictureBox
    }
    for candidate in items[0].candidates {
      for box in boxes { #expect(state.pictures[PictureRequest(candidate: candidate, box: box)] != nil) }
    }
    for candidate in items[1].candidates + items[2].candidates {
      #expect(state.pictures[PictureRequest(candidate: candidate, box: boxes[0])] != nil)
    }
    for candidate in items[3].candidates {
      #expect(state.pictures[PictureRequest(candidate: candidate, box: boxes[0])] == nil)
    }
  }

  @Test(arguments: [
    (0, nil, nil), (1, 2, nil), (2, 5, nil), (3, 5, 2), (9, nil, 5),
  ])
  func theWalkFindsItsNeighbours(place: Int, next: Int?, previous: Int?) {
    var walk = ReviewWalk()
    walk.places = place == 0 ? [] : [2, 5]
    #expect(walk.next(after: place) == next)
    #expect(walk.previous(before: place) == previous)
  }
}
