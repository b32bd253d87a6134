import Glibc

/// What goes on while a pipe has nothing to read.
package struct InputWaiting {
  /// Asked several times a second.
  package var isCancelled: () -> Bool = { false }
  /// Told, from the first second on, what is waited for and how long that has been.
  package var onWaiting: (_ path: String, _ time: Duration) -> Void = { _, _ in }
  /// How long to wait for somebody to write into a named pipe at all. Whoever has begun may take any time.
  package var writerLimit: Duration = .seconds(60)

  package init() {}
}

/// One wait for a pipe, in turns short enough that Ctrl-C is heard.
struct InputWait {
  private let path: String
  private let waiting: InputWaiting
  private let start = ContinuousClock.now

  private static let turnMilliseconds: Int32 = 100

  enum Turn {
    case nothing
    case ready
    case hungUp
  }

  init(for path: String, _ waiting: InputWaiting) {
    self.path = path
    self.waiting = waiting
  }

  /// Returns when something can be read, and where `hasWriter` is given, after one turn at the latest.
  /// - Parameter hasWriter: whether the pipe has one; `nil` where it has one for certain.
  mutating func turn(_ descriptor: Int32, hasWriter: Bool? = nil) throws(ImportFault) -> Turn {
    while true {
      if waiting.isCancelled() { throw .interrupted(path: path) }
      let waited = ContinuousClock.now - start
      if hasWriter == false, waited >= waiting.writerLimit { throw .noWriter(path: path, waited: waited) }
      if waited >= .seconds(1) { waiting.onWaiting(path, waited) }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&request, 1, Self.turnMilliseconds) > 0 {
        return request.revents & Int16(POLLIN) != 0 ? .ready : .hungUp
      }
      if hasWriter != nil { return .nothing }
    }
  }
}
