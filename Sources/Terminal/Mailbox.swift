import CTerminal
import Glibc
import Synchronization

/// The way back to the loop: any thread posts, the loop's thread drains and is woken for it.
package final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let bell: Bell

  /// - Throws: `TerminalFault.system` when the process has no descriptor left.
  package init() throws(TerminalFault) {
    bell = try Bell()
  }

  /// What `Terminal.wait` waits for.
  package var wake: WakeSource { WakeSource(bell: bell) }

  package func post(_ message: Message) {
    let wasEmpty = messages.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    if wasEmpty { bell.ring() }
  }

  /// All messages since the last time, in the order of posting.
  package func drain() -> [Message] {
    // Silenced first: a message that comes in between is taken now, and rings once for nothing.
    bell.silence()
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}

/// Something that a thread can wait for beside the keyboard.
package struct WakeSource: Sendable {
  fileprivate let bell: Bell

  /// Readable when there is something to fetch.
  var descriptor: Int32 { bell.descriptor }
}

private final class Bell: Sendable {
  let descriptor: Int32

  init() throws(TerminalFault) {
    descriptor = ct_wake_open()
    guard descriptor >= 0 else { throw TerminalFault.system(call: "eventfd", error: errno) }
  }

  deinit {
    close(descriptor)
  }

  func ring() {
    ct_wake_raise(descriptor)
  }

  func silence() {
    ct_wake_clear(descriptor)
  }
}
