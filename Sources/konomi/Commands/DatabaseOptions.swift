import ArgumentParser
import FoundationEssentials
import Storage

struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "The database file (default: $KONOMI_DB, or konomi/konomi.db under $XDG_DATA_HOME).", valueName: "file"),
    completion: .file())
  var path: String?

  func resolvedPath(environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    if let path { return path }
    if let path = environment["KONOMI_DB"].nonEmpty { return path }
    let home = environment["XDG_DATA_HOME"].nonEmpty ?? "\(environment["HOME"] ?? ".")/.local/share"
    return home + "/konomi/konomi.db"
  }

  /// For commands that only read: a mistyped path must not become an empty database.
  func openExisting() throws -> SQLiteChoiceStore {
    let path = try existingPath()
    return try SQLiteChoiceStore(readOnlyAt: path)
  }

  func existingPath() throws -> String {
    let path = resolvedPath()
    guard FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        .noInput,
        "\(path): no such database; `konomi import PATH --db \(ShellWord.quoted(path))` makes it, --db FILE names another"
      )
    }
    return path
  }

  /// For commands that have nothing to do where nothing is.
  func check(hasComparisons store: SQLiteChoiceStore) throws {
    guard try !store.hasComparisons() else { return }
    let path = resolvedPath()
    throw CommandFailure(
      .noInput,
      "\(path): no comparisons in it yet; `konomi import PATH --db \(path)` brings some in, --db FILE names another"
    )
  }
}

struct LoggingOptions: ParsableArguments {
  @Flag(help: "Write more to the log file, konomi/konomi.log under $XDG_STATE_HOME.")
  var verbose = false

  func start() {
    LogFile.bootstrap(isVerbose: verbose, environment: ProcessInfo.processInfo.environment)
  }
}
