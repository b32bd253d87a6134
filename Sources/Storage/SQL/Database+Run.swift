import GRDB
import GRDBSQLite

/// Statements are prepared and kept by GRDB, and stepped and read through SQLite's own interface: GRDB's rows
/// trap on a value of the wrong type, and a damaged file may hold one.
extension Database {
  /// Runs a statement that returns nothing.
  /// - Returns: how many rows it inserted.
  @discardableResult
  func run(_ sql: String, _ values: [Value]) throws -> Int {
    try forEachRow(sql, values) { _ in }
    return changesCount
  }

  /// Runs a query and reads the first row, if there is one.
  func row<Result>(_ sql: String, _ values: [Value] = [], read: (Columns) throws -> Result) throws
    -> Result?
  {
    let statement = try cachedStatement(sql: sql).sqliteStatement
    return try Bindings(values).bound(to: statement) {
      try step(statement) ? try read(Columns(statement)) : nil
    }
  }

  /// Runs a query and reads row after row. The same text of SQL must not run again before it ends.
  func forEachRow(_ sql: String, _ values: [Value] = [], read: (Columns) throws -> Void) throws {
    let statement = try cachedStatement(sql: sql).sqliteStatement
    try Bindings(values).bound(to: statement) {
      let columns = Columns(statement)
      while try step(statement) { try read(columns) }
    }
  }

  /// Runs `body` in a transaction that holds the write lock from its start. GRDB's own would compile its two
  /// statements anew for each choice.
  func transaction<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try run("BEGIN IMMEDIATE", [])
    do {
      let result = try body(self)
      try run("COMMIT", [])
      return result
    } catch {
      // Some errors have rolled it back already.
      if isInsideTransaction { _ = try? run("ROLLBACK", []) }
      throw error
    }
  }

  private func step(_ statement: OpaquePointer) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case let code: throw DatabaseError(code, of: statement)
    }
  }
}

extension DatabaseError {
  init(_ code: Int32, of statement: OpaquePointer) {
    let message = sqlite3_errmsg(sqlite3_db_handle(statement)).map { String(cString: $0) }
    self.init(resultCode: ResultCode(rawValue: code), message: message)
  }
}
