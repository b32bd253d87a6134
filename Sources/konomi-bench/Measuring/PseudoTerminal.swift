import CPseudoTerminal
import Glibc

/// A program on a terminal of its own, seen from the terminal's side.
final class PseudoTerminal {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let process: pid_t
  private let terminal: Int32
  private var hasExited = false
  private var questions = TerminalQuestions()

  init(_ program: String, _ arguments: [String], columns: Int, rows: Int, environment: [String]) throws {
    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    terminal = pt_spawn(program, argv, envp, Int32(columns), Int32(rows), &child)
    guard terminal >= 0 else { throw Failure(description: "\(program): \(String(cString: strerror(errno)))") }
    process = child
  }

  deinit {
    if !hasExited {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(terminal)
  }

  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
  }

  func resize(columns: Int, rows: Int) {
    pt_resize(terminal, Int32(columns), Int32(rows))
  }

  /// Reads until nothing has come for `quiet`.
  /// - Returns: what came, and when the last byte of it did.
  func readUntilQuiet(_ quiet: Duration) throws -> (bytes: [UInt8], lastByte: ContinuousClock.Instant) {
    var bytes: [UInt8] = []
    var last = ContinuousClock.now
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let wait = Int32(quiet / .milliseconds(1))
    while true {
      var entry = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, bytes.isEmpty ? 20_000 : wait) > 0 else { break }
      let count = read(terminal, &buffer, buffer.count)
      guard count > 0 else { break }
      last = .now
      answer(buffer[..<count])
      bytes += buffer[..<count]
    }
    guard !bytes.isEmpty else { throw Failure(description: "the program wrote nothing") }
    return (bytes, last)
  }

  /// Reads, and drops, what the program writes until then.
  func drain(until end: ContinuousClock.Instant) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let left = Int32(max(0, (end - .now) / .milliseconds(1)))
      var entry = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard left > 0, poll(&entry, 1, left) > 0 else { return }
      let count = read(terminal, &buffer, buffer.count)
      guard count > 0 else { return }
      answer(buffer[..<count])
    }
  }

  /// As terminals do, at once: konomi counts no key before it knows that the candidates are on the glass.
  private func answer(_ bytes: ArraySlice<UInt8>) {
    let answers = questions.answers(to: bytes)
    if !answers.isEmpty { type(answers) }
  }

  /// Reads what the program writes until it ends.
  /// - Returns: its highest resident memory in megabytes, as of its last output.
  func waitForExit() throws -> Double {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // Asked while it runs: what the system tells of an ended process counts this one's memory in, which the
    // process was a copy of until it became the program.
    var peak = 0.0
    while true {
      let count = read(terminal, &buffer, buffer.count)
      guard count > 0 else { break }
      answer(buffer[..<count])
      peak = max(peak, status.peakMegabytes)
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    hasExited = true
    guard status == 0 else { throw Failure(description: "the program ended with status \(status >> 8)") }
    return peak
  }

  var status: ProcessStatus { ProcessStatus(process: process) }
}
