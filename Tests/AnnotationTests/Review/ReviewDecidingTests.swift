import Preferences
import Screen
import Testing

@testable import Annotation

@Suite struct ReviewDecidingTests {
  private func revealed(_ items: [ReviewItem]? = nil) throws -> ReviewState {
    var state = try ReviewSample.showing(items ?? [try ReviewSample.item(1)])
    try ReviewSample.type("s", at: 900, &state)
    return state
  }

  @Test func anAdjudicationIsAnEventAndCanBeWithdrawn() throws {
    let item = try ReviewSample.item(1)
    var state = try revealed([item])
    let shown = item.pair.order(for: try ReviewSample.lea().id)
    #expect(try ReviewSample.type("a2", at: 2000, &state).map(\.kind) == [.adjudicated(.preferred(shown[1]))])
    #expect(state.current?.review.adjudication?.outcome == .preferred(shown[1]))
    #expect(try ReviewSample.type("a2", at: 3000, &state).isEmpty)
    #expect(state.notice?.text == "adjudicated so already")
    #expect(try ReviewSample.type("a=", at: 4000, &state).map(\.kind) == [.adjudicated(.tie)])
    #expect(try ReviewSample.type("aw", at: 5000, &state).map(\.kind) == [.withdrew])
    #expect(state.current?.review.adjudication == nil)
    #expect(try ReviewSample.type("aw", at: 6000, &state).isEmpty)
    #expect(try ReviewSample.type("ab", at: 7000, &state).map(\.kind) == [.adjudicated(.bothBad)])
  }

  @Test func escapeLeavesTheAdjudicationAsItIs() throws {
    var state = try revealed()
    try ReviewSample.type("a", at: 2000, &state)
    #expect(state.view.focus == .adjudicating)
    #expect(try ReviewSample.press(.escape, at: 2100, &state).isEmpty)
    #expect(state.view.focus == .pair)
  }

  @Test func tagsAreKeptTogetherInTheirOrder() throws {
    var state = try revealed()
    try ReviewSample.type("t31", at: 2000, &state)
    #expect(state.view.focus == .tagging(["hands", "text"]))
    #expect(try ReviewSample.press(.enter, at: 2100, &state).map(\.kind) == [.tagged(["hands", "text"])])
    // The same again is no event.
    try ReviewSample.type("t55", at: 3000, &state)
    #expect(try ReviewSample.press(.enter, at: 3100, &state).isEmpty)
    // Taken away, and left without keeping.
    try ReviewSample.type("t1", at: 4000, &state)
    #expect(try ReviewSample.press(.escape, at: 4100, &state).isEmpty)
    #expect(state.current?.review.tags == ["hands", "text"])
    try ReviewSample.type("t13", at: 5000, &state)
    #expect(try ReviewSample.press(.enter, at: 5100, &state).map(\.kind) == [.tagged([])])
  }

  @Test func aTagThatStandsAndIsNotOfferedKeepsAKey() throws {
    let item = try ReviewSample.item(1)
    var review = Review()
    review.take(
      ReviewEvent(
        id: EventID(high: 1, low: 1, version: 7), reviewer: try Annotator(name: "tom"), pair: item.pair,
        at: Timestamp(milliseconds: 0), kind: .tagged(["old tag"])))
    var state = try ReviewSample.showing([item], reviews: [item.pair: review])
    try ReviewSample.type("s", at: 900, &state)
    try ReviewSample.type("t18", at: 2000, &state)
    #expect(try ReviewSample.press(.enter, at: 2100, &state).map(\.kind) == [.tagged(["hands"])])
  }

  @Test func flagAndNoteAreKept() throws {
    var state = try revealed()
    #expect(try ReviewSample.type("f", at: 2000, &state).map(\.kind) == [.flagged(true)])
    #expect(try ReviewSample.type("f", at: 3000, &state).map(\.kind) == [.flagged(false)])
    try ReviewSample.type("equ", at: 4000, &state)
    _ = state.reduce(.pasted("ite\nbad"))
    #expect(try ReviewSample.press(.enter, at: 4100, &state).map(\.kind) == [.noted("quite\nbad")])
    try ReviewSample.type("e", at: 5000, &state)
    #expect(try ReviewSample.press(.enter, at: 5100, &state).isEmpty)
    try ReviewSample.type("e", at: 6000, &state)
    _ = try ReviewSample.press(.control("u"), at: 6100, &state)
    #expect(try ReviewSample.press(.enter, at: 6200, &state).map(\.kind) == [.noted("")])
  }

  @Test func detailsScrollAsFarAsThereIsSomething() throws {
    var state = try revealed()
    for step in 0..<30 { try ReviewSample.press(.down, at: 2000 + step, &state) }
    // Three scorers with three lines each.
    #expect(state.view.scroll == 8)
    for step in 0..<30 { try ReviewSample.press(.up, at: 3000 + step, &state) }
    #expect(state.view.scroll == 0)
  }

  @Test func detailsGiveWayToThePictures() throws {
    var state = try revealed()
    let small = state.render(theme: .plain).slots.map(\.picture.box.height)
    try ReviewSample.type("d", at: 2000, &state)
    let large = state.render(theme: .plain).slots.map(\.picture.box.height)
    #expect(small.count == 2 && large.count == 2)
    #expect(small[0] < large[0])
  }
}
