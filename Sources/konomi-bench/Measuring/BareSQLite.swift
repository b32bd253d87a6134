import GRDBSQLite

/// The peer: SQLite's C interface and nothing else, doing the inserts of a choice under the store's pragmas.
final class BareSQLite {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private var database: OpaquePointer?
  private var statements: [OpaquePointer?] = []

  private static let sql = [
    "BEGIN IMMEDIATE",
    """
    INSERT INTO trial (id, session, comparison, task, repetition, policy, probability, subject, shown)
    VALUES (?, 1, 1, 'prefer', 0, 'random', 1.0, '[0,1]', '[0,1]')
    """,
    """
    INSERT INTO event (id, preferred, session, trial, at, kind, outcome, response_ms, scores_visible)
    VALUES (?, ?, 1, last_insert_rowid(), 1790000000000, 'choice', 'preferred', 1500, 0)
    """,
    "COMMIT",
  ]

  /// - Parameter path: a file with the store's schema, a session and a comparison.
  init(path: String) throws {
    try check(sqlite3_open(path, &database))
    for pragma in ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"] {
      try check(sqlite3_exec(database, "PRAGMA \(pragma)", nil, nil, nil))
    }
    for sql in Self.sql {
      var statement: OpaquePointer?
      try check(sqlite3_prepare_v2(database, sql, -1, &statement, nil))
      statements.append(statement)
    }
  }

  deinit {
    for statement in statements { sqlite3_finalize(statement) }
    sqlite3_close(database)
  }

  /// A trial and its choice in one durable transaction.
  func insertChoice(trial: [UInt8], event: [UInt8], image: [UInt8]) throws {
    try step(0)
    try step(1, trial)
    try step(2, event, image)
    try step(3)
  }

  private func step(_ index: Int, _ first: [UInt8] = [], _ second: [UInt8] = []) throws {
    let statement = statements[index]
    // SQLite is given the bytes without a copy, so they must stay where they are until the step is done.
    try first.withUnsafeBytes { first in
      try second.withUnsafeBytes { second in
        for (place, bytes) in [first, second].enumerated() where !bytes.isEmpty {
          try check(
            sqlite3_bind_blob(statement, Int32(place + 1), bytes.baseAddress, Int32(bytes.count), nil))
        }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
        try check(sqlite3_reset(statement))
      }
    }
  }

  private func check(_ status: Int32) throws {
    guard status == SQLITE_OK else { throw failure() }
  }

  private func failure() -> Failure {
    Failure(description: "sqlite3: " + String(cString: sqlite3_errmsg(database)))
  }
}
