import FoundationEssentials
import GRDB
import GRDBSQLite
import Glibc
import Preferences

/// A write-ahead log that was left beside a database and belongs to another: a program was killed, and a backup was put in
/// the place of its file. SQLite takes any log of that name for the database's own and destroys the one with the other.
enum ForeignLog {
  /// Moves such a log to a name of its own, so that SQLite opens the database without it.
  ///
  /// Costs two calls of `stat`, but for a database that was changed, or came to its place, later than its log: that one
  /// is read in full.
  static func setAside(besides path: String) throws {
    let resolved = FilePaths.resolved(path)
    let log = resolved + "-wal"
    guard isSuspicious(log, besides: resolved), isSound(resolved, withLog: true) == false,
      isSound(resolved, withLog: false) == true
    else { return }
    var kept = log + ".of-another-file"
    var number = 2
    while FileManager.default.fileExists(atPath: kept) {
      kept = log + ".of-another-file-\(number)"
      number += 1
    }
    guard rename(log, kept) == 0 else {
      throw StoreFault.cannotOpen(
        path: path,
        reason: "\(log) belongs to another file that was here before, and cannot be moved away")
    }
    unlink(resolved + "-shm")
  }

  /// A log that is in use is younger than its database, except just after a checkpoint.
  private static func isSuspicious(_ log: String, besides database: String) -> Bool {
    var logStatus = stat()
    var status = stat()
    guard stat(log, &logStatus) == 0, logStatus.st_size > 0, stat(database, &status) == 0 else {
      return false
    }
    let (changed, logged) = (status.st_ctim, logStatus.st_mtim)
    return (changed.tv_sec, changed.tv_nsec) > (logged.tv_sec, logged.tv_nsec)
  }

  /// A connection that cannot write takes no log into the database, and none away.
  /// - Returns: `nil` where that cannot be told, and for a database of another application.
  private static func isSound(_ path: String, withLog: Bool) -> Bool? {
    var configuration = Configuration.konomi
    configuration.readonly = true
    do {
      let connection = try DatabaseQueue(
        path: withLog ? path : ReadConnector.immutableURI(path), configuration: configuration)
      return try connection.read { db in
        let isSound =
          try db.row("PRAGMA integrity_check(1)", read: { try $0.text(0) }) == "ok"
          && db.row("PRAGMA foreign_key_check", read: { _ in true }) == nil
        let application = try db.row("PRAGMA application_id", read: { try $0.integer(0) })
        return isSound && application != Schema.application ? nil : isSound
      }
    } catch let error as DatabaseError {
      return [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) ? false : nil
    } catch {
      return nil
    }
  }
}
