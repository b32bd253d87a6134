import Glibc
import Output
import Synchronization

/// Results. All that a command prints goes this way, and nothing is printed in any other: what cannot be written is a
/// failure then, and never half a result with a status of 0.
enum StandardOutput {
  static let isTerminal = isatty(STDOUT_FILENO) == 1

  private static let pending = Mutex<[UInt8]>([])
  private static let limit = 64 << 10

  static func print(_ text: String, terminator: String = "\n") throws(CommandFailure) {
    try write((isTerminal ? TerminalText.visible(text) : text) + terminator)
  }

  /// - Parameter bytes: whole characters. On a terminal what it would obey is made visible; elsewhere they stay as they are.
  static func print(_ bytes: [UInt8]) throws(CommandFailure) {
    if isTerminal { return try print(String(decoding: bytes, as: UTF8.self), terminator: "") }
    try pending.withLock { pending throws(CommandFailure) in
      pending += bytes
      if pending.count >= limit { try flush(&pending) }
    }
  }

  /// On return all that was printed is written.
  static func flush() throws(CommandFailure) {
    try pending.withLock { pending throws(CommandFailure) in try flush(&pending) }
  }

  /// To be called at the end of the program, with whatever result: what is not asked for here may be lost in silence.
  static func finish() throws(CommandFailure) {
    try flush()
    // File systems of other hosts say only now that they are full.
    guard close(STDOUT_FILENO) != 0, errno != EBADF, errno != EINTR else { return }
    throw CommandFailure.standardOutput(code: errno)
  }

  private static func write(_ text: String) throws(CommandFailure) {
    try pending.withLock { pending throws(CommandFailure) in
      pending += Array(text.utf8)
      if pending.count >= limit || isTerminal { try flush(&pending) }
    }
  }

  private static func flush(_ pending: inout [UInt8]) throws(CommandFailure) {
    let code = pending.withUnsafeBytes { Descriptor.write($0, to: STDOUT_FILENO) }
    // What could not be written is not tried again.
    pending.removeAll(keepingCapacity: true)
    if code != 0 { throw CommandFailure.standardOutput(code: code) }
  }
}

extension CommandFailure {
  static func standardOutput(code: Int32) -> CommandFailure {
    switch code {
    case EPIPE: CommandFailure(.brokenPipe, "")
    case ENOSPC, EDQUOT:
      CommandFailure(
        .inputOutput, "standard output: cannot be written: the disk is full; make room there and run it again"
      )
    case EBADF:
      CommandFailure(.inputOutput, "standard output: cannot be written: it is closed; lead it somewhere")
    default:
      CommandFailure(.inputOutput, "standard output: cannot be written: \(String(cString: strerror(code)))")
    }
  }
}

/// Swift's own ignores what goes wrong.
@available(*, unavailable, message: "results go to StandardOutput.print, messages to StandardError.print")
func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {}

/// The three descriptors that every program is started with.
enum StandardStreams {
  /// Puts something in the place of those that are closed, or else the next file that is opened would become standard
  /// output. What is put there can be read and not written, so that writing fails as it would have.
  static func hold() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      // The lowest free number, which is this one.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
