import FoundationEssentials
import GRDB

/// How a further connection for reading is made.
enum ReadConnector {
  /// Other connections may write at the same time.
  case live(String)
  /// Nobody can write: SQLite then needs no lock and no file beside the database.
  case immutable(String)

  func callAsFunction() throws -> DatabaseQueue {
    switch self {
    case .live(let path):
      try DatabaseQueue(path: path, configuration: .konomi)
    case .immutable(let path):
      try DatabaseQueue(
        path: Self.immutableURI(path), configuration: .konomi)
    }
  }

  /// A database in WAL mode cannot be read where its folder cannot be written and no log lies beside it,
  /// unless SQLite is told that it will not change.
  static func firstThatReads(_ path: String) throws -> (ReadConnector, DatabaseQueue) {
    do {
      let live = ReadConnector.live(path)
      return (live, try live())
    } catch let error as DatabaseError
      where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode)
      && !FileManager.default.fileExists(atPath: path + "-wal")
    {
      let immutable = ReadConnector.immutable(path)
      return (immutable, try immutable())
    }
  }

  /// Names the file for SQLite as one that nobody writes to: no lock is taken, and a log beside it is not looked at.
  static func immutableURI(_ path: String) -> String { "file:\(escaped(path))?immutable=1" }

  private static func escaped(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
  }
}

extension Configuration {
  /// For reading too a connection may write where it can: the last one that closes takes the write-ahead log
  /// away, and a connection that cannot write leaves it behind.
  static var konomi: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // 16 MiB of pages: the indices on random identifiers are read all over.
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384")
    }
    return configuration
  }
}
