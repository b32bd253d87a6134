import Testing

@testable import Terminal

@Suite("Patience with input")
struct InputPatienceTests {
  private let start = ContinuousClock.now

  private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

  @Test("a sequence has half a second, a paste five")
  func limits() {
    let patience = InputPatience(at: start)
    #expect(patience.left(isPaste: false, at: at(499)) > .zero)
    #expect(patience.left(isPaste: false, at: at(500)) <= .zero)
    #expect(patience.left(isPaste: true, at: at(4999)) > .zero)
    #expect(patience.left(isPaste: true, at: at(5000)) <= .zero)
  }

  @Test("text that goes on to come earns more, by the byte too where it flows")
  func flowing() {
    var patience = InputPatience(at: start)
    for time in stride(from: 20, through: 20_000, by: 20) { patience.heard(1, isMidway: true, at: at(time)) }
    #expect(patience.left(isPaste: true, at: at(20_001)) > .seconds(4))
    patience.heard(4096, isMidway: true, at: at(24_000))
    #expect(patience.left(isPaste: true, at: at(24_000)) == .seconds(5))
  }

  @Test("somebody who presses keys that do nothing is not kept waiting by that")
  func pressing() {
    var patience = InputPatience(at: start)
    for time in stride(from: 300, through: 4800, by: 300) { patience.heard(3, isMidway: true, at: at(time)) }
    #expect(patience.left(isPaste: true, at: at(5000)) <= .zero)
  }

  @Test("what begins has its time whatever came before it")
  func beginning() {
    var patience = InputPatience(at: start)
    patience.heard(1, isMidway: false, at: at(60_000))
    #expect(patience.left(isPaste: false, at: at(60_000)) == .milliseconds(500))
    patience.heard(0, isMidway: false, at: at(60_400))
    #expect(patience.left(isPaste: false, at: at(60_400)) == .milliseconds(100))
  }
}
