import Glibc
import Testing

@testable import Terminal

@Suite("Outgoing bytes")
struct OutgoingTests {
  /// A terminal that takes so many bytes each time, then 0 once.
  private func send(_ outgoing: inout Outgoing, taking portions: [Int]) -> [UInt8] {
    var taken: [UInt8] = []
    var portions = portions[...]
    let error = outgoing.send { bytes in
      let count = min(portions.popFirst() ?? 0, bytes.count)
      taken += bytes.prefix(max(0, count))
      return count
    }
    #expect(error == 0)
    return taken
  }

  @Test("what is not taken is kept, in order, and goes first the next time")
  func remainder() {
    var outgoing = Outgoing()
    outgoing.add("abcdef".utf8)
    #expect(send(&outgoing, taking: [2, 1]) == Array("abc".utf8))
    #expect(!outgoing.isEmpty)
    outgoing.add("gh".utf8)
    #expect(send(&outgoing, taking: []) == [])
    #expect(send(&outgoing, taking: [100]) == Array("defgh".utf8))
    #expect(outgoing.isEmpty)
  }

  @Test("nothing is asked of the terminal where there is nothing to send")
  func empty() {
    var outgoing = Outgoing()
    #expect(outgoing.isEmpty)
    let error = outgoing.send { _ in
      Issue.record("asked")
      return 0
    }
    #expect(error == 0)
  }

  @Test("after an error nothing is left")
  func error() {
    var outgoing = Outgoing()
    outgoing.add("abc".utf8)
    #expect(outgoing.send { _ in -Int(EIO) } == EIO)
    #expect(outgoing.isEmpty)
  }

  @Test("dropped bytes are not sent")
  func dropped() {
    var outgoing = Outgoing()
    outgoing.add("abc".utf8)
    _ = send(&outgoing, taking: [1])
    outgoing.drop()
    outgoing.add("d".utf8)
    #expect(send(&outgoing, taking: [9]) == Array("d".utf8))
  }
}
