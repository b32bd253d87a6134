import GRDB
import Preferences

extension StoreFault {
  init(_ error: any Error, path: String) {
    switch error {
    case let fault as StoreFault: self = fault
    case let error as DatabaseError: self.init(error, path: path)
    default: self = .failed(path: path, reason: "\(error)")
    }
  }

  init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    if let fault = Self.extended(error.extendedResultCode, path: path) {
      self = fault
      return
    }
    self =
      switch error.resultCode {
      case .SQLITE_NOTADB: .notADatabase(path: path)
      case .SQLITE_READONLY: .readOnly(path: path)
      case .SQLITE_FULL: .diskFull(path: path)
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen(path: path, reason: reason)
      case .SQLITE_CONSTRAINT: .inconsistent(reason)
      case .SQLITE_CORRUPT: .damaged(path: path, reason: reason)
      default: .failed(path: path, reason: reason)
      }
  }

  private static func extended(_ code: ResultCode, path: String) -> StoreFault? {
    switch code {
    // The index of the write-ahead log could not grow.
    case .SQLITE_IOERR_SHMSIZE: .diskFull(path: path)
    case .SQLITE_READONLY_DBMOVED: .moved(path: path, part: .database)
    default: nil
    }
  }
}
