import FoundationEssentials
import Glibc
import Logging
import Screen
import Synchronization

/// Log lines go to a file: standard output and error belong to the screen.
///
/// The file is `konomi/konomi.log` under `XDG_STATE_HOME`, with the one before it as `konomi.log.1`; where it cannot be
/// opened nothing is logged, since a log is no reason to refuse work.
enum LogFile {
  /// Of each of the two files, in bytes.
  private static let limit = 4 << 20

  private static let current = Mutex<Log?>(nil)

  static func bootstrap(isVerbose: Bool, environment: [String: String]) {
    let home = environment["XDG_STATE_HOME"].nonEmpty ?? "\(environment["HOME"] ?? "/tmp")/.local/state"
    let folder = home + "/konomi"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let log = Log(writingTo: folder + "/konomi.log", limit: limit)
    current.withLock { $0 = log }
    LoggingSystem.bootstrap { label in
      guard let log else { return SwiftLogNoOpLogHandler() }
      return FileLogHandler(log: log, label: label, logLevel: isVerbose ? .debug : .info)
    }
  }

  /// Writes what was held back.
  static func finish() {
    current.withLock { $0 }?.finish()
  }
}

/// The file, and what keeps it readable. Any thread may write.
private final class Log: Sendable {
  private let state: Mutex<State>

  private struct State: ~Copyable {
    var file: RotatingFile
    var throttle = LogThrottle()
  }

  /// - Returns: `nil` where the file cannot be opened.
  init?(writingTo path: String, limit: Int) {
    guard let file = RotatingFile(path: path, limit: limit) else { return nil }
    state = Mutex(State(file: file))
  }

  func write(_ text: String, from source: String) {
    let now = Self.seconds
    state.withLock { state in
      for line in state.throttle.lines(for: text, from: source, at: now) { Self.write(line, to: &state.file) }
    }
  }

  func finish() {
    state.withLock { state in
      for line in state.throttle.finish() { Self.write(line, to: &state.file) }
    }
  }

  private static func write(_ line: String, to file: inout RotatingFile) {
    let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    // Whoever looks at a log does so on a terminal.
    file.write(Array("\(time) \(VisibleText(line).text)\n".utf8))
  }

  /// Of a clock that nobody sets.
  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

private struct FileLogHandler: LogHandler {
  let log: Log
  let label: String
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }
      .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    log.write("\(event.level) \(label)[\(getpid())]: \(event.message)\(fields)", from: label)
  }
}
