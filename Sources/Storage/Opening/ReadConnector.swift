import FoundationEssentials
import GRDB
import Glibc
import Preferences

/// How a further connection for reading is made.
enum ReadConnector {
  /// Other connections may write at the same time.
  case live(String)
  /// SQLite is told that nobody writes, and then needs no lock and no file beside the database. Should somebody write all
  /// the same, `checkUnchanged` finds it.
  case immutable(String, FileState)

  func callAsFunction() throws -> DatabaseQueue {
    switch self {
    case .live(let path):
      try DatabaseQueue(path: path, configuration: .konomiReading)
    case .immutable(let path, _):
      try DatabaseQueue(
        path: Self.immutableURI(path), configuration: .konomiReading)
    }
  }

  /// To be asked after reading and before what was read is used.
  /// - Throws: `StoreFault.failed` where somebody wrote to what was taken for unchanging.
  func checkUnchanged() throws(StoreFault) {
    guard case .immutable(let path, let state) = self, FileState(of: path) != state else { return }
    throw .failed(path: path, reason: "another program wrote to it while it was read; run the command again")
  }

  /// For a database in WAL mode SQLite makes files beside it, for reading too. Where it cannot, for want of permission or of
  /// room, the database is read as one that does not change, if all of it is in its file and nothing in a log.
  static func firstThatReads(_ path: String) throws -> (ReadConnector, DatabaseQueue) {
    do {
      let live = ReadConnector.live(path)
      let connection = try live()
      // Opening alone reads nothing.
      try connection.read { db in try db.execute(sql: "SELECT 1 FROM sqlite_schema LIMIT 1") }
      return (live, connection)
    } catch let error as DatabaseError where isForWantOfAPlaceBeside(error) {
      let state = FileState(of: path)
      guard state.logSize <= FileState.emptyLog else {
        guard [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode), access(path, R_OK) == 0 else {
          throw error
        }
        throw StoreFault.cannotOpen(
          path: path,
          reason:
            "\(path)-wal holds a part of it, which is read only where files can be made beside it; copy both to a place that can be written"
        )
      }
      let immutable = ReadConnector.immutable(path, state)
      return (immutable, try immutable())
    }
  }

  private static func isForWantOfAPlaceBeside(_ error: DatabaseError) -> Bool {
    switch error.extendedResultCode {
    case .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMMAP: true
    default: [.SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_FULL].contains(error.resultCode)
    }
  }

  /// Names the file for SQLite as one that nobody writes to: no lock is taken, and a log beside it is not looked at.
  static func immutableURI(_ path: String) -> String { "file:\(escaped(path))?immutable=1" }

  private static func escaped(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
  }
}

/// By what a change of a database shows.
struct FileState: Hashable, Sendable {
  private let file: [Int]
  /// In bytes; 0 where there is no log.
  let logSize: Int

  /// The size of a log's header: one that holds no page.
  static let emptyLog = 32

  init(of path: String) {
    func facts(_ path: String) -> [Int] {
      var status = stat()
      guard stat(path, &status) == 0 else { return [] }
      return [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
    file = facts(path)
    let log = facts(path + "-wal")
    logSize = log.isEmpty ? 0 : log[1]
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

  /// What is sorted stays in memory: the disk that temporary files would go to may be full.
  static var konomiReading: Configuration {
    var configuration = Configuration.konomi
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA temp_store = MEMORY") }
    return configuration
  }
}
