import ArgumentParser
import FoundationEssentials
import Preferences

extension Annotator {
  /// Who sits at the terminal: by the name given, else by the login name.
  /// - Parameter option: what the name was given with.
  static func atTerminal(
    named name: String?, option: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Annotator {
    let name = name ?? environment["USER"].nonEmpty ?? environment["LOGNAME"].nonEmpty ?? "anonymous"
    do { return try Annotator(name: name) } catch { throw ValidationError("\(option): \(error).") }
  }
}
