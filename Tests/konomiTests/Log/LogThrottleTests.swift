import Testing

@testable import konomi

@Suite struct LogThrottleTests {
  @Test func aLineThatComesAgainIsCountedAndNotWrittenAgain() {
    var throttle = LogThrottle()
    #expect(throttle.lines(for: "a", from: "x", at: 0) == ["a"])
    for _ in 0..<1204 { #expect(throttle.lines(for: "a", from: "x", at: 1) == []) }
    #expect(throttle.lines(for: "b", from: "x", at: 2) == ["… 1,204 times more", "b"])
    _ = throttle.lines(for: "b", from: "x", at: 2)
    #expect(throttle.finish() == ["… once more"])
    #expect(throttle.finish() == [])
  }

  @Test func repetitionsAreToldThoughNothingElseComes() {
    var throttle = LogThrottle()
    _ = throttle.lines(for: "a", from: "x", at: 0)
    #expect(throttle.lines(for: "a", from: "x", at: 59) == [])
    #expect(throttle.lines(for: "a", from: "x", at: 60) == ["… 2 times more"])
  }

  @Test func whatComesTooFastIsCountedAndOtherSourcesAreNotHeldUp() {
    var throttle = LogThrottle()
    var written = 0
    for number in 0..<100_000 {
      written += throttle.lines(for: "line \(number)", from: "scorer", at: Double(number) / 10_000).count
    }
    // The burst, and ten seconds of the rate, each with a word on what was left out.
    #expect((200...500).contains(written))
    #expect(throttle.lines(for: "import", from: "import", at: 10) == ["import"])
    let later = throttle.lines(for: "at last", from: "scorer", at: 20)
    #expect(later.count == 2 && later[0].hasSuffix(" lines of scorer left out, which came too fast"))
  }

  @Test func whatWasLeftOutIsToldAtTheEnd() {
    var throttle = LogThrottle()
    for number in 0..<1250 { _ = throttle.lines(for: "line \(number)", from: "scorer", at: 0) }
    #expect(throttle.finish() == ["… 1,050 lines of scorer left out, which came too fast"])
  }
}
