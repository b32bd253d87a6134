import Preferences
import Screen
import Testing

@testable import Annotation

@Suite struct ReviewJudgingTests {
  @Test func theQueueIsAskedForFirst() throws {
    var state = ReviewState(reviewer: try ReviewSample.lea(), title: "study", size: Sample.wide)
    #expect(state.reduce(.began) == [.loadQueue])
    #expect(state.current == nil)
    let failed = state.reduce(.queueFailed("no disk"))
    #expect(failed.isEmpty)
    #expect(state.stage == .failed("no disk"))
  }

  @Test func nothingRevealedIsOnScreenBeforeTheJudgement() throws {
    let item = try ReviewSample.item(1)
    var reviewed = Review()
    reviewed.take(
      ReviewEvent(
        id: EventID(high: 1, low: 1, version: 7), reviewer: try Annotator(name: "tom"), pair: item.pair,
        at: Timestamp(milliseconds: 0), kind: .tagged(["hands"])))
    reviewed.take(
      ReviewEvent(
        id: EventID(high: 2, low: 1, version: 7), reviewer: try Annotator(name: "tom"), pair: item.pair,
        at: Timestamp(milliseconds: 0), kind: .adjudicated(.preferred(item.pair.first))))
    let told = try ReviewSample.showing([item], reviews: [item.pair: reviewed])

    var untold = ReviewState(reviewer: try ReviewSample.lea(), title: "study", size: Sample.wide)
    _ = untold.reduce(.began)
    let other = try #require(
      ReviewItem(
        Disagreement(
          comparison: item.comparison.id, first: 0, second: 1, votes: Votes(second: 9), people: .second,
          scoreGap: 1, probability: nil), of: item.comparison))
    let queue = ReviewQueue(
      scorer: ReviewSample.scorer("other", checkpoint: nil), items: [other], decidedPairs: 1)
    for case .preparePictures(let pictures) in untold.reduce(
      .queueLoaded(queue, reviews: [:], lastEvent: nil))
    {
      for request in pictures.all {
        _ = untold.reduce(.pictureReady(request, Sample.picture(in: request.box)))
      }
    }
    #expect(told.render(theme: .plain) == untold.render(theme: .plain))
    let text = told.render(theme: .plain).golden
    for word in ["sd14", "hpc.pt", "people", "mia", "hands"] { #expect(!text.contains(word), "\(word)") }
  }

  @Test(arguments: [
    (Key.left, 0), (.character("1"), 0), (.right, 1), (.character("2"), 1),
  ])
  func aJudgementIsOnDiskBeforeAnythingIsRevealed(key: Key, place: Int) throws {
    let item = try ReviewSample.item(1)
    var state = try ReviewSample.showing([item])
    let shown = item.pair.order(for: try ReviewSample.lea().id)
    let effects = state.reduce(.keyPressed(key, Sample.moment(1500)))
    guard case .record(let event) = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(event.kind == .judged(.preferred(shown[place]), responseMilliseconds: 1500))
    #expect(event.pair == item.pair)
    #expect(state.revealed == nil)
    #expect(!state.render(theme: .plain).golden.contains("sd14"))
    try ReviewSample.settle(state.reduce(.recorded(event.id)), &state)
    #expect(state.revealed != nil)
    #expect(state.render(theme: .plain).golden.contains("sd14"))
  }

  @Test(arguments: [("=", Outcome.tie), ("b", .bothBad), ("s", .skip)])
  func otherJudgements(key: String, outcome: Outcome) throws {
    var state = try ReviewSample.showing([try ReviewSample.item(1)])
    let events = try ReviewSample.type(key, at: 900, &state)
    #expect(events.map(\.kind) == [.judged(outcome, responseMilliseconds: 900)])
  }

  @Test func aKeyBeforeBothCouldBeSeenDoesNotCount() throws {
    let item = try ReviewSample.item(1)
    var state = ReviewState(reviewer: try ReviewSample.lea(), title: "study", size: Sample.wide)
    let queue = ReviewQueue(scorer: ReviewSample.scorer, items: [item], decidedPairs: 1)
    try ReviewSample.settle(state.reduce(.queueLoaded(queue, reviews: [:], lastEvent: nil)), &state)
    #expect(try ReviewSample.settle(state.reduce(.keyPressed(.left, Sample.moment(100))), &state).isEmpty)
    #expect(state.notice?.text.contains("press it again") == true)
    _ = state.reduce(.wasWritten(item.pair, uptime: 200))
    #expect(try ReviewSample.settle(state.reduce(.keyPressed(.right, Sample.moment(300))), &state).isEmpty)
    #expect(state.notice?.text.contains("on their way to your terminal") == true)
    ReviewSample.becomeVisible(&state, at: 900)
    let judged = try ReviewSample.press(.left, at: 1000, &state)
    #expect(judged.first?.kind.response == 100)
  }

  @Test func aHeldKeyJudgesOnePair() throws {
    var state = try ReviewSample.showing([try ReviewSample.item(1), try ReviewSample.item(3)])
    #expect(try ReviewSample.press(.character("1"), at: 1000, &state).count == 1)
    for uptime in stride(from: 1500, to: 4000, by: 40) {
      #expect(state.reduce(.keyPressed(.character("1"), Sample.moment(uptime))).isEmpty)
    }
    #expect(state.view.focus == .pair)
    #expect(state.current?.review.adjudication == nil)
  }

  @Test func aHeldFlagKeyFlagsOnce() throws {
    var state = try ReviewSample.showing([try ReviewSample.item(1)])
    try ReviewSample.press(.character("1"), at: 1000, &state)
    #expect(try ReviewSample.press(.character("f"), at: 3000, &state).map(\.kind) == [.flagged(true)])
    let first = state.reduce(.keyPressed(.character("f"), Sample.moment(3500)))
    for uptime in stride(from: 3540, to: 5000, by: 40) {
      #expect(state.reduce(.keyPressed(.character("f"), Sample.moment(uptime))).isEmpty)
    }
    for alarm in first.compactMap(\.alarm) { #expect(state.reduce(.woke(token: alarm.token)).isEmpty) }
    #expect(state.current?.review.flagged == true)
  }

  @Test func timeWithAWindowOpenIsNotDecidingTimeOfAJudgement() throws {
    var state = try ReviewSample.showing([try ReviewSample.item(1)])
    for (key, uptime) in [("?" as Character, 1000), ("v", 3000), ("/", 5000)] {
      _ = try ReviewSample.settle(state.reduce(.keyPressed(.character(key), Sample.moment(uptime))), &state)
      #expect(state.isCovered)
      _ = state.reduce(.becameCovered(uptime: uptime))
      try ReviewSample.press(.escape, at: uptime + 1000, &state)
    }
    let judged = try ReviewSample.press(.left, at: 7000, &state)
    // 1000 before the first window, then 990, 990, 990 behind each.
    #expect(judged.first?.kind.response == 3970)
  }

  @Test func keysThatDecideDoNothingBeforeTheJudgement() throws {
    var state = try ReviewSample.showing([try ReviewSample.item(1)])
    for key in ["a", "t", "f", "e", "w", "d"] {
      #expect(try ReviewSample.type(key, at: 900, &state).isEmpty)
      #expect(state.view.focus == .pair, "\(key)")
    }
  }

  @Test func aPairThatCannotBeShownCanOnlyBeSkipped() throws {
    var state = ReviewState(reviewer: try ReviewSample.lea(), title: "study", size: Sample.wide)
    let queue = ReviewQueue(scorer: ReviewSample.scorer, items: [try ReviewSample.item(1)], decidedPairs: 1)
    for case .preparePictures(let pictures) in state.reduce(.queueLoaded(queue, reviews: [:], lastEvent: nil))
    {
      for request in pictures.all { _ = state.reduce(.pictureFailed(request, "it is gone")) }
    }
    #expect(try ReviewSample.press(.left, at: 900, &state).isEmpty)
    #expect(state.notice?.isError == true)
    let events = try ReviewSample.press(.character("s"), at: 1900, &state)
    #expect(events.map(\.kind) == [.judged(.skip, responseMilliseconds: nil)])
  }

  @Test func whatIsNotRecordedCanBeJudgedAgain() throws {
    var state = try ReviewSample.showing([try ReviewSample.item(1)])
    let effects = state.reduce(.keyPressed(.left, Sample.moment(1000)))
    guard case .record(let event) = effects.first else {
      Issue.record("\(effects)")
      return
    }
    _ = state.reduce(.recordFailed(event.id, "the disk is full"))
    #expect(state.notice == Notice("not recorded: the disk is full", isError: true))
    #expect(try ReviewSample.press(.left, at: 1200, &state).count == 1)
  }

  @Test func quittingWaitsForWhatIsBeingRecorded() throws {
    var state = try ReviewSample.showing([try ReviewSample.item(1)])
    let effects = state.reduce(.keyPressed(.left, Sample.moment(1000)))
    guard case .record(let event) = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(!state.reduce(.keyPressed(.character("q"), Sample.moment(1001))).contains(.quit))
    #expect(state.reduce(.recorded(event.id)).contains(.quit))
  }

  @Test func evidenceOfAPairThatWasLeftIsDropped() throws {
    let items = [try ReviewSample.item(1), try ReviewSample.item(3)]
    var state = try ReviewSample.showing(items)
    try ReviewSample.type("n", at: 900, &state)
    let before = state
    _ = state.reduce(.evidenceLoaded(items[0].pair, try ReviewSample.evidence(on: items[0])))
    _ = state.reduce(.evidenceFailed(items[0].pair, "gone"))
    _ = state.reduce(.becameVisible(items[0].pair, uptime: 5000))
    #expect(state == before)
  }

  @Test func noActionInAnyOrderIsFatal() throws {
    let items = [try ReviewSample.item(1), try ReviewSample.item(2)]
    var random = SystemRandomNumberGenerator()
    let keys: [Key] =
      "12=bsatfewnpl/dzv?rqmugx ".map(Key.character) + [
        .left, .right, .up, .down, .enter, .escape, .tab, .home, .end, .pageUp, .pageDown, .backspace,
      ]
    for _ in 0..<40 {
      var state = try ReviewSample.showing(items, size: Size(width: 80, height: 24))
      for step in 0..<60 {
        let action: ReviewState.Action =
          switch Int.random(in: 0..<12, using: &random) {
          case 0: .resized(Size(width: Int.random(in: 0...130), height: Int.random(in: 0...50)))
          case 1: .pasted("a\u{1b}[31m\nb")
          case 2: .queueFailed("x")
          case 3: .recordFailed(EventID(high: 1, low: 1, version: 7), "x")
          case 4: .becameVisible(items[0].pair, uptime: step)
          default: .keyPressed(keys.randomElement(using: &random) ?? .enter, Sample.moment(step * 800))
          }
        try ReviewSample.settle(state.reduce(action), &state)
        _ = state.render(theme: .plain)
      }
    }
  }
}

extension ReviewEvent.Kind {
  var response: Int? { if case .judged(_, let response) = self { response } else { nil } }
}
