import Terminal
import Testing

@testable import konomi

@Suite struct SightWatchTests {
  private let answering = TerminalTraits(attributes: [62])

  @Test func nothingIsSeenBeforeTheTerminalIsKnown() {
    var sight = SightWatch<String>()
    sight.await("a", in: 1)
    sight.confirm(1)
    #expect(sight.seen() == nil)
    #expect(sight.learn(from: TerminalTraits(), at: .seconds(2)) == nil)
    #expect(sight.seen() == nil)
  }

  @Test func aFrameIsSeenWhenItIsConfirmed() {
    var sight = SightWatch<String>()
    #expect(sight.learn(from: answering, at: .zero)?.confirmsFrames == true)
    sight.await("a", in: 2)
    sight.confirm(1)
    #expect(sight.seen() == nil)
    sight.confirm(2)
    #expect(sight.seen() == "a")
    #expect(sight.seen() == nil)
  }

  @Test func aLaterFrameConfirmsTheOnesBefore() {
    var sight = SightWatch<String>()
    _ = sight.learn(from: answering, at: .zero)
    sight.confirm(7)
    sight.await("a", in: 6)
    #expect(sight.seen() == "a")
    sight.await("b", in: 8)
    sight.awaitNothing()
    sight.confirm(8)
    #expect(sight.seen() == nil)
  }

  @Test func framesThatFollowDoNotPutSightOff() {
    var sight = SightWatch<String>()
    _ = sight.learn(from: answering, at: .zero)
    for frame in 3...9 { sight.await("a", in: frame) }
    sight.confirm(3)
    #expect(sight.seen() == "a")
    sight.await("b", in: 9)
    sight.await("c", in: 10)
    sight.confirm(9)
    #expect(sight.seen() == nil)
  }

  @Test func withATerminalThatAnswersNothingWrittenIsSeen() {
    var sight = SightWatch<String>()
    sight.await("a", in: 3)
    #expect(sight.learn(from: TerminalTraits(), at: .seconds(3))?.confirmsFrames == false)
    #expect(sight.seen() == "a")
    #expect(sight.learn(from: TerminalTraits(), at: .seconds(4)) == nil)
  }

  @Test func aTerminalThatAnswersLateIsBelieved() {
    var sight = SightWatch<String>()
    _ = sight.learn(from: TerminalTraits(), at: .seconds(3))
    #expect(sight.learn(from: answering, at: .seconds(5))?.confirmsFrames == true)
    sight.await("a", in: 4)
    #expect(sight.seen() == nil)
  }
}
