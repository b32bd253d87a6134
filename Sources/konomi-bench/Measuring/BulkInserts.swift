import GRDBSQLite

/// Fills a store's file row by row, fast and without its care: no other process may have it open.
final class BulkInserts {
  private var database: OpaquePointer?
  private var statements: [String: OpaquePointer] = [:]

  /// - Parameter path: a file with the store's schema.
  init(path: String) throws {
    try check(sqlite3_open(path, &database))
    try run("PRAGMA synchronous = OFF")
    try run("PRAGMA cache_size = -262144")
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close(database)
  }

  enum Cell {
    case integer(Int)
    case real(Double)
    case text(String)
    case blob([UInt8])
    case null

    var bytes: [UInt8] {
      switch self {
      case .text(let text): Array(text.utf8)
      case .blob(let bytes): bytes
      case .integer, .real, .null: []
      }
    }
  }

  func run(_ sql: String) throws {
    try check(sqlite3_exec(database, sql, nil, nil, nil))
  }

  func insertComparison(id: [UInt8], candidates: Int, prompt: String) throws {
    try insert(
      "INSERT INTO comparison (id, candidate_count, prompt) VALUES (?, ?, ?)",
      [.blob(id), .integer(candidates), .text(prompt)])
  }

  func insertCandidate(comparison: Int, image: [UInt8], path: String, generator: String) throws {
    try insert(
      "INSERT INTO candidate (comparison, sha256, path, width, height, generator) VALUES (?, ?, ?, 512, 512, ?)",
      [.integer(comparison), .blob(image), .text(path), .text(generator)])
  }

  func insertTrial(id: [UInt8], session: Int, comparison: Int, subject: String, shown: String) throws {
    try insert(
      """
      INSERT INTO trial (id, session, comparison, task, repetition, policy, probability, subject, shown)
      VALUES (?, ?, ?, 'prefer', 0, 'random', 1.0, ?, ?)
      """,
      [.blob(id), .integer(session), .integer(comparison), .text(subject), .text(shown)])
  }

  func insertChoice(
    id: [UInt8], session: Int, trial: Int, outcome: String, preferred: [UInt8]?, response: Int
  ) throws {
    try insert(
      """
      INSERT INTO event (id, session, trial, at, kind, outcome, preferred, response_ms, scores_visible)
      VALUES (?, ?, ?, 1790000000000, 'choice', ?, ?, ?, 0)
      """,
      [
        .blob(id), .integer(session), .integer(trial), .text(outcome), preferred.map(Cell.blob) ?? .null,
        .integer(response),
      ])
  }

  func insertScore(scorer: Int, comparison: Int, image: [UInt8], value: Double) throws {
    try insert(
      "INSERT INTO score (scorer, comparison, sha256, value) VALUES (?, ?, ?, ?)",
      [.integer(scorer), .integer(comparison), .blob(image), .real(value)])
  }

  private func insert(_ sql: String, _ cells: [Cell]) throws {
    let statement = try statement(sql)
    // SQLite is given bytes without a copy, so all of a row lie in one place until the step is done.
    let bytes = cells.flatMap(\.bytes)
    try bytes.withUnsafeBytes { bytes in
      var start = 0
      for (place, cell) in zip(Int32(1)..., cells) {
        let count = Int32(cell.bytes.count)
        let address = bytes.baseAddress.map { $0 + start }
        start += Int(count)
        switch cell {
        case .integer(let value): try check(sqlite3_bind_int64(statement, place, Int64(value)))
        case .real(let value): try check(sqlite3_bind_double(statement, place, value))
        case .text:
          try check(
            sqlite3_bind_text(statement, place, address?.assumingMemoryBound(to: CChar.self), count, nil))
        case .blob: try check(sqlite3_bind_blob(statement, place, address, count, nil))
        case .null: try check(sqlite3_bind_null(statement, place))
        }
      }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
      try check(sqlite3_reset(statement))
    }
  }

  private func statement(_ sql: String) throws -> OpaquePointer? {
    if let statement = statements[sql] { return statement }
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v2(database, sql, -1, &statement, nil))
    statements[sql] = statement
    return statement
  }

  private func check(_ status: Int32) throws {
    guard status == SQLITE_OK else { throw failure() }
  }

  private func failure() -> BareSQLite.Failure {
    BareSQLite.Failure(description: "sqlite3: " + String(cString: sqlite3_errmsg(database)))
  }
}
