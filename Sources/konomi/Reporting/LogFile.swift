import FoundationEssentials
import Glibc
import Logging
import Synchronization

/// Log lines go to a file: standard output and error belong to the screen.
///
/// The file is `konomi/konomi.log` under `XDG_STATE_HOME`; where it cannot be opened nothing is logged, since
/// a log is no reason to refuse work.
enum LogFile {
  static func bootstrap(isVerbose: Bool, environment: [String: String]) {
    let home = environment["XDG_STATE_HOME"].nonEmpty ?? "\(environment["HOME"] ?? "/tmp")/.local/state"
    let folder = home + "/konomi"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let descriptor = open(folder + "/konomi.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    LoggingSystem.bootstrap { label in
      guard descriptor >= 0 else { return SwiftLogNoOpLogHandler() }
      return FileLogHandler(descriptor: descriptor, label: label, logLevel: isVerbose ? .debug : .info)
    }
  }
}

private struct FileLogHandler: LogHandler {
  let descriptor: Int32
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
    let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let line = "\(time) \(event.level) \(label)[\(getpid())]: \(event.message)\(fields)"
    let bytes = Array(line.utf8.map { $0 == 0x0a ? 0x20 : $0 }) + [0x0a]
    // One write a line: O_APPEND keeps lines of several processes whole.
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }
}
