import GRDB
import GRDBSQLite
import Glibc
import Preferences

/// Brings a file from one version of the schema to the next. The version is SQLite's `user_version`, so that
/// reading it costs nothing when a file is opened.
enum Schema {
  /// Migration n leads from version n to n + 1. A migration is never edited once it is in use.
  static let migrations = [version1, version2, version3, version4, version5]

  /// Marks the file as ours: "kono" in ASCII.
  static let application = 0x6b6f_6e6f

  /// - Throws: `StoreFault.notADatabase` for a file of another application, `.newerSchema`.
  static func check(version: Int, application: Int, path: String) throws(StoreFault) {
    guard application == Self.application else { throw .notADatabase(path: path) }
    guard version <= migrations.count else {
      throw .newerSchema(path: path, found: version, known: migrations.count)
    }
  }

  /// For a file that is only read: it must have the schema already.
  static func check(_ db: Database, path: String) throws {
    let version = try version(of: db)
    try check(version: version, application: try applicationID(of: db), path: path)
    guard version == migrations.count else {
      throw StoreFault.cannotOpen(
        path: path,
        reason:
          "an older konomi wrote it (schema \(version)) and it must be writable once to be brought up to date"
      )
    }
  }

  /// Like `installOnce`, and waits while other processes are about the same: SQLite itself does not wait for a
  /// change of the journal mode, since two processes that wait for each other's lock would never end.
  static func install(in db: Database, path: String) throws {
    let limit = ContinuousClock.now + .seconds(5)
    while true {
      do {
        return try installOnce(in: db, path: path)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < limit
      {
        usleep(useconds_t.random(in: 1000...20_000))
      }
    }
  }

  /// Leaves the connection in WAL mode with the current schema. Writes nothing before the file is known to be
  /// ours or empty, and nothing at all where the schema is there.
  private static func installOnce(in db: Database, path: String) throws {
    // All on one state of the file: a process that makes the same file meanwhile would show half of each.
    var found = 0
    try db.inTransaction(.deferred) {
      found = try version(of: db)
      let application = try applicationID(of: db)
      let isNew = try found == 0 && application == 0 && isEmpty(db)
      if !isNew { try check(version: found, application: application, path: path) }
      return .commit
    }
    guard sqlite3_db_readonly(db.sqliteConnection, "main") == 0 else { throw StoreFault.readOnly(path: path) }
    guard try db.row("PRAGMA journal_mode = WAL", read: { try $0.text(0) }) == "wal" else {
      throw StoreFault.cannotOpen(path: path, reason: "its file system does not allow a write-ahead log")
    }
    if found < migrations.count { try migrate(db) }
  }

  private static func migrate(_ db: Database) throws {
    try db.inTransaction(.immediate) {
      // Another process may have been faster.
      for migration in migrations.dropFirst(try version(of: db)) { try db.execute(sql: migration) }
      try db.execute(
        sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(migrations.count)")
      return .commit
    }
  }

  private static func isEmpty(_ db: Database) throws -> Bool {
    try db.row("SELECT count(*) FROM sqlite_schema", read: { try $0.integer(0) }) == 0
  }

  private static func version(of db: Database) throws -> Int {
    try db.row("PRAGMA user_version", read: { try $0.integer(0) }) ?? 0
  }

  private static func applicationID(of db: Database) throws -> Int {
    try db.row("PRAGMA application_id", read: { try $0.integer(0) }) ?? 0
  }
}
