import Dispatch
import Glibc
import Testing

@testable import Terminal

@Suite("Mailbox")
struct MailboxTests {
  private func isReadable(_ descriptor: Int32, timeout: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&entry, 1, timeout)
      if count >= 0 || errno != EINTR { return count > 0 }
    }
  }

  @Test("messages come in order, and the descriptor is readable while there are any")
  func order() throws {
    let mailbox = try Mailbox<Int>()
    #expect(!isReadable(mailbox.wake.descriptor, timeout: 0))
    #expect(mailbox.drain() == [])
    mailbox.post(1)
    mailbox.post(2)
    #expect(isReadable(mailbox.wake.descriptor, timeout: 0))
    #expect(mailbox.drain() == [1, 2])
    #expect(!isReadable(mailbox.wake.descriptor, timeout: 0))
    mailbox.post(3)
    #expect(isReadable(mailbox.wake.descriptor, timeout: 0))
    #expect(mailbox.drain() == [3])
  }

  @Test("posts from several threads all arrive and wake the loop every time", .timeLimit(.minutes(1)))
  func threads() throws {
    let mailbox = try Mailbox<Message>()
    let posters = 4
    let each = 2000
    for poster in 0..<posters {
      DispatchQueue.global().async {
        for number in 0..<each { mailbox.post(Message(poster: poster, number: number)) }
      }
    }
    var received: [Message] = []
    while received.count < posters * each {
      #expect(isReadable(mailbox.wake.descriptor, timeout: -1))
      received += mailbox.drain()
    }
    for poster in 0..<posters {
      #expect(received.filter { $0.poster == poster }.map(\.number) == Array(0..<each))
    }
    #expect(!isReadable(mailbox.wake.descriptor, timeout: 0) || mailbox.drain().isEmpty)
  }

  @Test("a wake source outlives its mailbox")
  func lifetime() throws {
    let source = try Mailbox<Int>().wake
    #expect(!isReadable(source.descriptor, timeout: 0))
  }

  private struct Message: Equatable, Sendable {
    let poster: Int
    let number: Int
  }
}
