import FoundationEssentials
import GRDB
import GRDBSQLite
import Glibc
import Preferences

/// Which files on the disk an open database consists of. Names may come to lead to other files while it is open: what is
/// written then is seen by nobody who opens the database by its name.
struct FileIdentity: Sendable {
  private let database: Node?
  private let log: Node?
  private let index: Node?
  /// Where the database itself lies, whatever links led to it: SQLite keeps its log beside that.
  private let logPath: String
  private let indexPath: String

  struct Node: Equatable, Sendable {
    let device: UInt
    let inode: UInt

    /// `nil` where there is nothing by that name.
    init?(at path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      self.init(status)
    }

    /// - Parameter file: a descriptor.
    init?(of file: Int32) {
      var status = stat()
      guard fstat(file, &status) == 0 else { return nil }
      self.init(status)
    }

    private init(_ status: stat) {
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
    }
  }

  init(at path: String) {
    let resolved = FilePaths.resolved(path)
    logPath = resolved + "-wal"
    indexPath = resolved + "-shm"
    database = Node(at: path)
    log = Node(at: logPath)
    index = Node(at: indexPath)
  }

  /// Three calls of `stat`, some microseconds.
  /// - Throws: `StoreFault.moved`.
  func check(at path: String) throws(StoreFault) {
    if Node(at: path) != database { throw .moved(path: path, part: .database) }
    if Node(at: logPath) != log || Node(at: indexPath) != index { throw .moved(path: path, part: .log) }
  }

  /// Takes log and index away from under the database's name, where they are still the ones that were opened: for whatever
  /// lies under that name now they would be another file's.
  func removeLog() {
    if let log, Node(at: logPath) == log { unlink(logPath) }
    if let index, Node(at: indexPath) == index { unlink(indexPath) }
  }
}

enum FilePaths {
  /// Without links; the path itself where nothing is there.
  static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

extension Database {
  /// Whether the file that is open is not the one that its path leads to.
  var hasMoved: Bool {
    var moved: Int32 = 0
    let code = sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
    return code == SQLITE_OK && moved != 0
  }
}
