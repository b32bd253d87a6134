import Testing

@testable import konomi

@Suite struct AwakeClockTests {
  @Test func timeBetweenBeatsCounts() {
    var clock = AwakeClock(at: .seconds(5))
    for beat in 1...8 { clock.advance(to: .seconds(5) + AwakeClock.beat * beat) }
    #expect(clock.milliseconds == 2000)
  }

  @Test func stoppedTimeDoesNotCount() {
    var clock = AwakeClock(at: .zero)
    clock.advance(to: .milliseconds(800))
    clock.skip(to: .seconds(10))
    clock.advance(to: .milliseconds(10_400))
    #expect(clock.milliseconds == 1200)
  }

  @Test func aBeatMuchTooLateMeansThatNothingRan() {
    var clock = AwakeClock(at: .zero)
    clock.advance(to: .milliseconds(200))
    clock.advance(to: .seconds(9))
    clock.advance(to: .milliseconds(9100))
    #expect(clock.milliseconds == 300)
  }

  @Test func aBusyMachineIsNoStop() {
    var clock = AwakeClock(at: .zero)
    clock.advance(to: .milliseconds(700))
    #expect(clock.milliseconds == 700)
  }
}
