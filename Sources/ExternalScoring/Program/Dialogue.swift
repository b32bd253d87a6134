import Glibc

/// A running program and what has been said so far. One request at a time.
final class Dialogue {
  private let program: ChildProgram
  private let lineLimit: Int
  private var lines = LineBuffer()
  private var tail: ErrorTail
  private var unsent: ArraySlice<UInt8> = []
  private var chunk = [UInt8](repeating: 0, count: 65_536)
  /// Requests that were given up before their answer came.
  private var abandoned: Set<Int> = []

  /// The longest time between two looks at whether the wait is cancelled.
  private static let tick: Duration = .milliseconds(50)

  init(
    with command: String, limits: ExternalScorer.Limits, log: @escaping @Sendable (String) -> Void
  ) throws(ProgramFault) {
    program = try ChildProgram(running: command, grace: limits.ending)
    lineLimit = limits.line
    tail = ErrorTail(log: log)
  }

  /// Writes a request and waits for the answer with its id.
  /// - Throws: `late` or `cancelled`, after which the next request can follow if `canGoOn`; any other fault ends the
  ///   conversation.
  func answer(
    to request: ScorerRequest, within limit: Duration, isCancelled: () -> Bool
  ) throws(ProgramFault) -> ScorerReply {
    let deadline = SuspendingClock.now + limit
    let id = request.id
    unsent = try request.line()[...]
    while true {
      // Ahead of each step and not only where nothing comes: a program that never stops writing must not hold us.
      if isCancelled() { throw abandon(id, .cancelled) }
      let left = deadline - SuspendingClock.now
      if left <= .zero { throw abandon(id, .late(limit: limit, took: unsent.isEmpty, wrote: tail.excerpt)) }
      if let reply = try exchange(for: id, waiting: min(left, Self.tick)) { return reply }
    }
  }

  /// Whether the program took all of the last request, so that a further one can follow it.
  var canGoOn: Bool { unsent.isEmpty }

  private func abandon(_ id: Int, _ fault: ProgramFault) -> ProgramFault {
    abandoned.insert(id)
    return fault
  }

  /// Writes, reads and looks at what was read, each as far as that goes without waiting.
  /// - Parameter pause: how long to wait for there being anything to do.
  private func exchange(for id: Int, waiting pause: Duration) throws(ProgramFault) -> ScorerReply? {
    // Asked before reading: all that a program wrote before its end is there to be read after it.
    let hasEnded = program.hasEnded
    poll(hasEnded ? .zero : pause)
    program.input.write(&unsent)
    _ = program.errors.read(through: &chunk) { tail.append($0) }
    let hasRead = program.output.read(through: &chunk) { lines.append($0) }
    if let reply = try nextReply(to: id) { return reply }
    let isCutOff = !program.output.isOpen || !program.input.isOpen && !unsent.isEmpty
    if !hasRead, hasEnded || isCutOff { throw ended() }
    return nil
  }

  private func poll(_ pause: Duration) {
    var entries = [
      pollfd(fd: unsent.isEmpty ? -1 : program.input.descriptor, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: program.output.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: program.errors.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    // Rounded up, so that the last millisecond is not spent turning in a circle.
    let milliseconds =
      pause.components.seconds * 1000 + (pause.components.attoseconds + 999_999_999_999_999)
      / 1_000_000_000_000_000
    _ = Glibc.poll(&entries, nfds_t(entries.count), Int32(clamping: milliseconds))
  }

  private func nextReply(to id: Int) throws(ProgramFault) -> ScorerReply? {
    while let line = lines.next() {
      guard line.count <= lineLimit else { throw .reply(.tooLong(limit: lineLimit)) }
      let reply: ScorerReply
      do { reply = try ScorerReply(line: [UInt8](line)) } catch { throw .reply(error) }
      if reply.id == id { return reply }
      guard abandoned.remove(reply.id) != nil else { throw .reply(.foreignID(reply.id)) }
    }
    guard lines.unfinishedCount <= lineLimit else { throw .reply(.tooLong(limit: lineLimit)) }
    return nil
  }

  /// The fault that the end of the program is, or of its output.
  private func ended() -> ProgramFault {
    let hasEnded = program.waitForEnd(.milliseconds(500))
    // A megabyte is more than is kept; what writes on without end is not waited for.
    for _ in 0..<16 where !program.errors.read(through: &chunk, { tail.append($0) }) { break }
    tail.finish()
    return .ended(hasEnded ? program.ending : nil, wrote: tail.excerpt)
  }
}
