import CPseudoTerminal
import Foundation
import TestSupport

/// konomi on a terminal at the far end of a line. What it writes is taken at once, as SSH takes it, and comes to the
/// terminal as fast as the line goes; the terminal answers what it is asked, as terminals do, when it gets there.
final class LineTerminal {
  struct TimedOut: Error, CustomStringConvertible {
    let description: String
  }

  /// What the terminal does.
  struct Manners {
    var bytesPerSecond: Double?
    /// Answers nothing.
    var isMute = false
    /// Answers no status query, and nothing behind one, until `answerAll` is called.
    var holdsAnswersBack = false
    /// Knows kitty's keyboard protocol.
    var reportsKeys = false
  }

  /// A status query, in seconds of the wall clock.
  struct Query {
    /// When konomi wrote it.
    let written: Double
    /// When the terminal came to it, behind everything that was written before.
    let reached: Double
  }

  let process: pid_t
  private(set) var queries: [Query] = []
  /// All that came to the terminal.
  private(set) var text = ""
  private let master: Int32
  private let manners: Manners
  private var onTheLine: [(byte: UInt8, written: Double)] = []
  private var next = 0
  private var credit = 0.0
  private var last = ContinuousClock.now
  private var sequence: [UInt8]?
  private var owed: [String] = []
  private var keyboardFlags = 0
  private var hasEnded = false

  init(_ arguments: [String], _ manners: Manners = Manners(), in folder: TemporaryFolder) throws {
    self.manners = manners
    let variables = Program.environment(in: folder)
      .merging(["TERM": "xterm-256color", "COLORTERM": "truecolor"]) { $1 }
    let argv = ([Program.path] + arguments).map { strdup($0) } + [nil]
    let envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    master = pt_spawn(Program.path, argv, envp, 120, 40, &child)
    process = child
    guard master >= 0 else { throw TimedOut(description: "konomi was not started: error \(errno)") }
  }

  deinit {
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  func type(_ bytes: String) {
    _ = Array(bytes.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  var owesAnswers: Bool { !owed.isEmpty }

  /// Answers what was held back.
  func answerAll() {
    type(owed.joined())
    owed = []
  }

  /// Lets the line run until `fact` holds.
  func run(until what: String, _ fact: () throws -> Bool) throws {
    let limit = ContinuousClock.now + .seconds(60)
    while try !fact() {
      guard ContinuousClock.now < limit else {
        throw TimedOut(description: "waited for \(what); \(queries.count) queries, got\n\(text.suffix(2000))")
      }
      pump()
    }
  }

  /// A person's pace between keys: lets the line run for so long.
  func run(for time: Duration) {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end { pump() }
  }

  /// - Returns: the exit status, or 128 and the signal's number.
  func waitForEnd() throws -> Int32 {
    var status: Int32 = 0
    try run(until: "the end") { waitpid(process, &status, WNOHANG) == process }
    hasEnded = true
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }

  private func pump() {
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    if poll(&entry, 1, 5) > 0, entry.revents & Int16(POLLIN) != 0 {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = max(0, read(master, &buffer, buffer.count))
      let now = Date().timeIntervalSince1970
      onTheLine += buffer[..<count].map { ($0, now) }
    } else if entry.revents & Int16(POLLHUP) != 0 {
      usleep(2000)
    }
    let now = ContinuousClock.now
    credit += manners.bytesPerSecond.map { $0 * ((now - last) / .seconds(1)) } ?? .infinity
    last = now
    while next < onTheLine.count, credit >= 1 {
      reach(onTheLine[next].byte, written: onTheLine[next].written)
      next += 1
      credit -= 1
    }
    // A line that is idle saves nothing up.
    if next == onTheLine.count { credit = 0 }
  }

  private func reach(_ byte: UInt8, written: Double) {
    text.unicodeScalars.append(byte < 0x80 ? Unicode.Scalar(byte) : "·")
    if byte == 0x1b {
      sequence = []
    } else if let begun = sequence {
      sequence = begun + [byte]
      let isFinal = begun.isEmpty ? byte != UInt8(ascii: "[") : (0x40...0x7e).contains(byte)
      guard isFinal else { return }
      sequence = nil
      answer(String(decoding: begun + [byte], as: UTF8.self), written: written)
    }
  }

  private func answer(_ question: String, written: Double) {
    if question == "[5n" {
      queries.append(Query(written: written, reached: Date().timeIntervalSince1970))
    }
    if manners.reportsKeys, question == "[>31u" || question == "[<u" {
      keyboardFlags = question == "[<u" ? 0 : 31
    }
    guard !manners.isMute, let answer = answer(to: question) else { return }
    owed.append(answer)
    if !manners.holdsAnswersBack || !owed.contains("\u{1b}[0n") { answerAll() }
  }

  private func answer(to question: String) -> String? {
    switch question {
    case "[5n": "\u{1b}[0n"
    case "[c": "\u{1b}[?62;22c"
    case "[>q": "\u{1b}P>|line 1\u{1b}\\"
    case "[?u" where manners.reportsKeys: "\u{1b}[?\(keyboardFlags)u"
    default: nil
    }
  }
}
