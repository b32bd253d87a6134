import GRDB
import Preferences

/// A database file that is open, with its connections and what it was on the disk when it was opened.
struct OpenFile: Sendable {
  let path: String
  let connect: ReadConnector
  let reader: DatabaseQueue
  /// Missing where the file was opened for reading only.
  let writer: DatabaseQueue?
  let identity: FileIdentity

  /// Opens for reading and writing, making file and schema where they are missing.
  init(writing file: DatabaseFile) throws {
    path = file.path
    connect = .live(file.path)
    try file.prepareForWriting()
    try ForeignLog.setAside(besides: file.path)
    let writer = try DatabaseQueue(path: file.path, configuration: .konomi)
    try writer.writeWithoutTransaction { db in try Schema.install(in: db, path: file.path) }
    self.writer = writer
    reader = try connect()
    // Only a connection that has read has the write-ahead log open, and must keep it whatever becomes of its name.
    for connection in [writer, reader] { try connection.read { db in try db.touch() } }
    identity = FileIdentity(at: file.path)
    try identity.check(at: file.path)
    try writer.writeWithoutTransaction { db in
      if db.hasMoved { throw StoreFault.moved(path: file.path, part: .database) }
    }
  }

  init(reading file: DatabaseFile) throws {
    path = file.path
    writer = nil
    try file.checkExisting()
    try ForeignLog.setAside(besides: file.path)
    (connect, reader) = try ReadConnector.firstThatReads(file.path)
    try reader.unsafeRead { db in try Schema.check(db, path: file.path) }
    identity = FileIdentity(at: file.path)
  }
}

extension Database {
  fileprivate func touch() throws {
    _ = try row("SELECT 1 FROM sqlite_schema LIMIT 1", read: { try $0.integer(0) })
  }
}
