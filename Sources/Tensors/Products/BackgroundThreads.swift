import Dispatch
import Synchronization

/// Background threads that wait for pieces of work, as many as there are processors.
final class BackgroundThreads: Sendable {
  static let shared = BackgroundThreads()

  /// One call of a body that lives on the stack of whoever waits for the group.
  ///
  /// Sendable, since the body is, and since the pointer is good until the group is left.
  private struct Piece: @unchecked Sendable {
    let body: UnsafePointer<@Sendable (Int) -> Void>
    let number: Int
    let group: DispatchGroup

    func run() {
      body.pointee(number)
      group.leave()
    }
  }

  private let pieces = Mutex<[Piece]>([])
  private let waiting = DispatchSemaphore(value: 0)

  private init() {
    for _ in 0..<Workers.processorCount {
      BackgroundThread.start { [self] in
        while true {
          waiting.wait()
          pieces.withLock { $0.popLast() }?.run()
        }
      }
    }
  }

  /// Calls `body` with each number below `count`, on the caller's thread and others; returns when all are done.
  func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { pointer in
        let group = DispatchGroup()
        for number in 1..<count {
          group.enter()
          pieces.withLock { $0.append(Piece(body: pointer, number: number, group: group)) }
          waiting.signal()
        }
        pointer.pointee(0)
        group.wait()
      }
    }
  }
}
