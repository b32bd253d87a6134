import GRDBSQLite

/// A second connection to the file, which owes the store nothing.
final class RawDatabase {
  struct Failure: Error {
    let message: String
  }

  private var connection: OpaquePointer?

  init(path: String) throws {
    guard sqlite3_open(path, &connection) == SQLITE_OK else { throw Failure(message: "cannot open \(path)") }
    try execute("PRAGMA foreign_keys = ON")
  }

  /// Opens the file and takes its rules away: columns may hold anything, events may be changed.
  convenience init(loosening path: String) throws {
    try self.init(path: path)
    try execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    try execute(
      "DROP TRIGGER IF EXISTS event_refuses_update; DROP TRIGGER IF EXISTS event_refuses_delete")
    try execute("PRAGMA writable_schema = ON")
    let edits = [("IS NOT NULL", "NOTNULL"), ("NOT NULL", ""), ("STRICT, ", ""), ("STRICT", "")]
    for (old, new) in edits {
      try execute("UPDATE sqlite_schema SET sql = replace(sql, '\(old)', '\(new)') WHERE type = 'table'")
    }
    try execute("PRAGMA writable_schema = RESET")
  }

  deinit {
    sqlite3_close_v2(connection)
  }

  func execute(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// All rows, their columns joined by `|`.
  func rows(_ sql: String) throws -> [String] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else { throw failure() }
    defer { sqlite3_finalize(statement) }
    var rows: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      let columns = (0..<sqlite3_column_count(statement)).map { column in
        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
      }
      rows.append(columns.joined(separator: "|"))
    }
    return rows
  }

  private func failure() -> Failure {
    Failure(message: String(cString: sqlite3_errmsg(connection)))
  }
}
