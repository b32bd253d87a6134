import Preferences
import Testing

@Suite struct ReviewContractTests {
  private typealias Store = any ChoiceStore & ReviewStore

  private struct Setting {
    let store: Store
    let comparison: Comparison
    let lea: Annotator
    let pair: CandidatePair

    func image(_ place: Int) -> ImageID { comparison.candidates[place].image }

    func event(
      _ number: Int, _ kind: ReviewEvent.Kind, by reviewer: Annotator? = nil, on other: CandidatePair? = nil
    ) -> ReviewEvent {
      ReviewEvent(
        id: Fixture.eventID(number), reviewer: reviewer ?? lea, pair: other ?? pair,
        at: Timestamp(milliseconds: 1_700_000_000_000 + Int64(number)), kind: kind)
    }

    func all() throws -> [ReviewEvent] {
      var events: [ReviewEvent] = []
      try store.forEachReviewEvent { events.append($0) }
      return events
    }
  }

  /// A store with one comparison of three candidates, of which the first and the last are the pair.
  private func withPair(_ kind: StoreKind, _ body: (Setting) throws -> Void) throws {
    try kind.withStore { store in
      let store = try #require(store as? Store)
      let comparison = try Fixture.comparison(1, candidates: 3)
      _ = try store.add([ImportedComparison(comparison: comparison)])
      let images = comparison.candidates.map(\.image)
      try body(
        Setting(
          store: store, comparison: comparison, lea: try Annotator(name: "lea"),
          pair: CandidatePair(images[2], images[0], of: comparison.id)))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func everyKindComesBackAsRecorded(_ kind: StoreKind) throws {
    try withPair(kind) { setting in
      let kinds: [ReviewEvent.Kind] = [
        .judged(.preferred(setting.image(2)), responseMilliseconds: 1234),
        .judged(.tie, responseMilliseconds: nil), .judged(.bothBad, responseMilliseconds: 0),
        .judged(.skip, responseMilliseconds: 5), .adjudicated(.preferred(setting.image(0))),
        .adjudicated(.tie), .adjudicated(.bothBad), .withdrew, .tagged([]),
        .tagged(["hands", "six \"fingers\" \\ é\u{301} 指"]), .flagged(true), .flagged(false),
        .noted("späte\u{0}r\n'note'"), .noted(""),
      ]
      let events = kinds.enumerated().map { setting.event($0 + 1, $1) }
      for event in events.reversed() { try setting.store.record(event) }
      #expect(try setting.store.reviewEvents(on: setting.pair) == events)
      #expect(try setting.all() == events)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func eventsStayWithTheirPair(_ kind: StoreKind) throws {
    try withPair(kind) { setting in
      let other = CandidatePair(setting.image(0), setting.image(1), of: setting.comparison.id)
      let elsewhere = try Fixture.comparison(2)
      let unknown = CandidatePair(
        elsewhere.candidates[0].image, elsewhere.candidates[1].image, of: elsewhere.id)
      try setting.store.record(setting.event(1, .flagged(true)))
      try setting.store.record(setting.event(2, .noted("other"), on: other))
      #expect(try setting.store.reviewEvents(on: setting.pair).map(\.kind) == [.flagged(true)])
      #expect(try setting.store.reviewEvents(on: other).map(\.kind) == [.noted("other")])
      #expect(try setting.store.reviewEvents(on: unknown).isEmpty)
      let reviews = try setting.store.reviews()
      #expect(reviews.count == 2)
      #expect(reviews[setting.pair]?.flagged == true)
      #expect(reviews[other]?.note == "other")
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anEventIsAppendedOnce(_ kind: StoreKind) throws {
    try withPair(kind) { setting in
      try setting.store.record(setting.event(1, .adjudicated(.tie)))
      try setting.store.record(setting.event(1, .adjudicated(.bothBad)))
      #expect(try setting.all().map(\.kind) == [.adjudicated(.tie)])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func whatDoesNotFitIsRefusedAndNotKept(_ kind: StoreKind) throws {
    try withPair(kind) { setting in
      let foreign = try Fixture.image(999)
      let elsewhere = try Fixture.comparison(2)
      let pairs = [
        CandidatePair(elsewhere.candidates[0].image, elsewhere.candidates[1].image, of: elsewhere.id),
        CandidatePair(setting.image(0), foreign, of: setting.comparison.id),
        CandidatePair(setting.image(0), setting.image(0), of: setting.comparison.id),
      ]
      let refused =
        pairs.map { setting.event(1, .flagged(true), on: $0) }
        + [
          .judged(.preferred(setting.image(1)), responseMilliseconds: nil),
          .judged(.ranking([[setting.image(0)], [setting.image(2)]]), responseMilliseconds: nil),
          .judged(.tie, responseMilliseconds: -1), .adjudicated(.preferred(foreign)), .adjudicated(.skip),
          .adjudicated(.ranking([[setting.image(0)], [setting.image(2)]])), .tagged([""]), .tagged([" "]),
          .tagged(["a", "a"]), .tagged(["two\nlines"]),
        ].map { setting.event(1, $0) }
      for event in refused {
        let fault = #expect(throws: StoreFault.self) { try setting.store.record(event) }
        guard case .inconsistent = fault else {
          Issue.record("\(event.kind) gave \(String(describing: fault))")
          continue
        }
      }
      #expect(try setting.all().isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aReviewIsNoChoiceAndAReviewerNoAnnotator(_ kind: StoreKind) throws {
    try withPair(kind) { setting in
      let before = try setting.store.counts()
      try setting.store.record(setting.event(1, .judged(.tie, responseMilliseconds: 300)))
      #expect(try setting.store.counts() == before)
      #expect(try setting.store.allChoices().isEmpty)
      #expect(try setting.store.choices(on: setting.comparison.id).isEmpty)
      #expect(try setting.store.latestEventID() == nil)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anErrorOfTheReaderComesThrough(_ kind: StoreKind) throws {
    struct Stopped: Error {}
    try withPair(kind) { setting in
      try setting.store.record(setting.event(1, .flagged(true)))
      #expect(throws: Stopped.self) { try setting.store.forEachReviewEvent { _ in throw Stopped() } }
    }
  }
}
