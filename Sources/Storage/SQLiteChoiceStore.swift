import GRDB
import Preferences
import Synchronization

/// The choice store in one SQLite file, in WAL mode with `synchronous=FULL`.
///
/// Owns its connections and never hands one out: one that writes, one that reads while it does, and one more
/// for as long as a stream of choices lasts. GRDB's pool would do the same but writes to the file each time it
/// is opened.
package final class SQLiteChoiceStore: ChoiceStore {
  private let opened: Mutex<OpenFile>

  private var path: String { file.path }
  private var connect: ReadConnector { file.connect }
  private var reader: DatabaseQueue { file.reader }
  private var writer: DatabaseQueue? { file.writer }

  /// Opens the file for reading and writing. Creates it where it is missing, with the folders that lead to it,
  /// and brings an older schema up to date.
  /// - Throws: `StoreFault`; a file that is no konomi database, or that a newer konomi wrote, stays as it is.
  package init(path: String) throws(StoreFault) {
    let file = DatabaseFile(path: path)
    do {
      opened = Mutex(try OpenFile(writing: file))
    } catch {
      throw StoreFault(error, path: file.path)
    }
  }

  /// Opens a file that is there, for reading: works on a read-only file and in a read-only folder too. Every call
  /// that writes throws `StoreFault.readOnly`.
  package init(readOnlyAt path: String) throws(StoreFault) {
    let file = DatabaseFile(path: path)
    do {
      opened = Mutex(try OpenFile(reading: file))
    } catch {
      throw StoreFault(error, path: file.path)
    }
  }

  deinit {
    let file = file
    // Where the name leads elsewhere by now, SQLite would leave its log to whatever lies there.
    if file.writer != nil, (try? file.identity.check(at: file.path)) == nil { file.identity.removeLog() }
  }
}

extension SQLiteChoiceStore {
  /// The file as it is open now.
  var file: OpenFile { opened.withLock { $0 } }

  /// Has all that follows go to another file.
  func go(on file: OpenFile) {
    opened.withLock { $0 = file }
  }

  /// Runs `body` in a transaction that holds the write lock from its start; on return it is on disk, in the file that
  /// the store's path leads to.
  /// - Throws: `StoreFault.moved` where the path leads elsewhere by now; nothing was written then.
  func write<Result>(_ body: (Database) throws -> Result) throws(StoreFault) -> Result {
    let file = file
    guard let writer = file.writer else { throw .readOnly(path: file.path) }
    do {
      let result = try writer.writeWithoutTransaction { db in
        try db.transaction { db in
          let result = try body(db)
          try file.identity.check(at: file.path)
          return result
        }
      }
      // Files may be moved while the disk is busy. What was written then is there once more in what is rescued.
      try file.identity.check(at: file.path)
      return result
    } catch {
      throw StoreFault(error, path: file.path)
    }
  }

  /// Runs `body` on one unchanging state of the file.
  func read<Result>(_ body: (Database) throws -> Result) throws(StoreFault) -> Result {
    do {
      let result = try reader.read(body)
      try connect.checkUnchanged()
      return result
    } catch {
      throw StoreFault(error, path: path)
    }
  }

  /// Like `read` on a connection of its own, so that a slow `body` holds up nobody and may use the store.
  /// Errors of `body` itself come through as they are.
  func stream(_ body: (Database) throws -> Void) throws {
    do {
      let connection = try connect()
      try connection.read(body)
      try connect.checkUnchanged()
    } catch let error as DatabaseError {
      throw StoreFault(error, path: path)
    }
  }
}
