import ArgumentParser
import FoundationEssentials
import GRDBSQLite

struct ReportSpeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The whole of konomi report against SQLite reading the same rows.")

  @Option(help: "How many choices; a half and a quarter of them are measured too.")
  var choices = 1_000_000

  @Option(help: "How many scorers.")
  var scorers = 10

  @Option(help: "How many rounds; each times both, one after the other.")
  var rounds = 5

  @Option(help: "Write the database here and measure nothing.")
  var only: String?

  func run() throws {
    if let only { return try ReportDatabase(choices: choices, scorers: scorers).write(to: only) }
    let workplace = try Workplace()
    var times: [Times] = []
    for count in [choices / 4, choices / 2, choices] {
      let measured = try measure(count, in: workplace)
      times.append(measured)
      try Figure(
        "konomi report over \(count) choices and \(scorers) scorers against one SELECT of the same rows",
        measured.ratios.median, "ratio", target: "<= 4", n: rounds,
        note: "\(seconds(measured.reports.median)) s against \(seconds(measured.selects.median)) s"
      ).print()
    }
    try Figure(
      "growth of konomi report from \(choices / 4) to \(choices) choices",
      times[2].reports.median / times[0].reports.median, "ratio", target: "<= 4, linear", n: rounds,
      note: "\(times[1].reports.median / times[0].reports.median) for twice as many"
    ).print()
    try Figure(
      "peak memory of konomi report over \(choices) choices and \(scorers) scorers",
      times[2].peaks.max() ?? .nan, "MB", target: "<= 400", n: rounds,
      note:
        "\(times.map { "\(Int(($0.peaks.max() ?? 0).rounded()))" }.joined(separator: ", ")) MB as it grows"
    ).print()
  }

  private struct Times {
    var reports: [Double] = []
    var selects: [Double] = []
    var peaks: [Double] = []
    var ratios: [Double] { zip(reports, selects).map { $0 / $1 } }
  }

  private func measure(_ choices: Int, in workplace: Workplace) throws -> Times {
    let path = "\(workplace.folder)/\(choices).db"
    try ReportDatabase(choices: choices, scorers: scorers).write(to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var times = Times()
    // Once before measuring, so that both find the file in memory.
    _ = try RowReading(path: path).readAll()
    for _ in 0..<rounds {
      times.selects.append(try ContinuousClock.time { _ = try RowReading(path: path).readAll() })
      times.reports.append(
        try ContinuousClock.time {
          let terminal = try PseudoTerminal(
            try workplace.konomi, ["report", "--db", path], columns: 100, rows: 40,
            environment: [
              "TERM=xterm-256color", "LANG=C.UTF-8", "HOME=\(workplace.folder)", "PATH=/usr/bin:/bin",
            ])
          times.peaks.append(try terminal.waitForExit())
        })
    }
    return times
  }

  private func seconds(_ milliseconds: Double) -> Double { (milliseconds / 10).rounded() / 100 }
}

/// The peer: bare SQLite reads what a report is about, and does nothing with it: every choice with its session and trial,
/// and every score. The prompts and candidates that a report reads too are not among these rows, and which choices
/// stand is not asked.
private struct RowReading {
  let path: String

  private static let sql = [
    """
    SELECT
      event.id, event.session, event.outcome, event.preferred, event.ranking, event.response_ms, event.scores_visible,
      event.at, trial.comparison, trial.repetition, trial.policy, trial.subject, trial.shown, session.annotator
    FROM event
    CROSS JOIN trial ON trial.key = event.trial
    CROSS JOIN session ON session.key = trial.session
    WHERE event.kind = 'choice'
    """,
    "SELECT scorer, comparison, sha256, value FROM score",
  ]

  /// - Returns: how many rows there were.
  func readAll() throws -> Int {
    var database: OpaquePointer?
    guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
      throw BareSQLite.Failure(description: "\(path): cannot be opened")
    }
    defer { sqlite3_close(database) }
    return try Self.sql.reduce(0) { try $0 + read($1, database) }
  }

  private func read(_ sql: String, _ database: OpaquePointer?) throws -> Int {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
      throw BareSQLite.Failure(description: String(cString: sqlite3_errmsg(database)))
    }
    defer { sqlite3_finalize(statement) }
    let columns = sqlite3_column_count(statement)
    var rows = 0
    var sum: Int64 = 0
    while sqlite3_step(statement) == SQLITE_ROW {
      rows += 1
      for column in 0..<columns {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: sum &+= sqlite3_column_int64(statement, column)
        case SQLITE_FLOAT: sum &+= Int64(sqlite3_column_double(statement, column))
        case SQLITE_NULL: break
        default:
          sum &+= Int64(sqlite3_column_bytes(statement, column)); _ = sqlite3_column_blob(statement, column)
        }
      }
    }
    return rows
  }
}
