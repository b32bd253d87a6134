import GRDB
import Preferences

/// The choice store in one SQLite file, in WAL mode with `synchronous=FULL`.
///
/// Owns its connections and never hands one out: one that writes, one that reads while it does, and one more
/// for as long as a stream of choices lasts. GRDB's pool would do the same but writes to the file each time it
/// is opened.
package final class SQLiteChoiceStore: ChoiceStore {
  private let path: String
  private let connect: ReadConnector
  private let reader: DatabaseQueue
  /// Missing where the file was opened for reading only.
  private let writer: DatabaseQueue?

  /// Opens the file for reading and writing. Creates it where it is missing, with the folders that lead to it,
  /// and brings an older schema up to date.
  /// - Throws: `StoreFault`; a file that is no konomi database, or that a newer konomi wrote, stays as it is.
  package init(path: String) throws(StoreFault) {
    let file = DatabaseFile(path: path)
    self.path = file.path
    connect = .live(file.path)
    do {
      try file.prepareForWriting()
      let writer = try DatabaseQueue(path: file.path, configuration: .konomi)
      try writer.writeWithoutTransaction { db in try Schema.install(in: db, path: file.path) }
      self.writer = writer
      reader = try connect()
    } catch {
      throw StoreFault(error, path: file.path)
    }
  }

  /// Opens a file that is there, for reading: works on a read-only file and in a read-only folder too. Every call
  /// that writes throws `StoreFault.readOnly`.
  package init(readOnlyAt path: String) throws(StoreFault) {
    let file = DatabaseFile(path: path)
    self.path = file.path
    writer = nil
    do {
      try file.checkExisting()
      (connect, reader) = try ReadConnector.firstThatReads(file.path)
      try reader.unsafeRead { db in try Schema.check(db, path: file.path) }
    } catch {
      throw StoreFault(error, path: file.path)
    }
  }
}

extension SQLiteChoiceStore {
  /// Runs `body` in a transaction that holds the write lock from its start; on return it is on disk.
  func write<Result>(_ body: (Database) throws -> Result) throws(StoreFault) -> Result {
    guard let writer else { throw .readOnly(path: path) }
    do {
      return try writer.writeWithoutTransaction { db in try db.transaction(body) }
    } catch {
      throw StoreFault(error, path: path)
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
