import GRDB
import Preferences
import Testing

@testable import Storage

@Suite struct StoreFaultTests {
  @Test func errorsOfSQLiteBecomeFaults() {
    func fault(_ code: ResultCode) -> StoreFault {
      StoreFault(DatabaseError(resultCode: code, message: "why"), path: "/f")
    }
    #expect(fault(.SQLITE_FULL) == .diskFull(path: "/f"))
    #expect(fault(.SQLITE_IOERR_SHMSIZE) == .diskFull(path: "/f"))
    #expect(fault(.SQLITE_BUSY) == .busy(path: "/f"))
    #expect(fault(.SQLITE_BUSY_SNAPSHOT) == .busy(path: "/f"))
    #expect(fault(.SQLITE_READONLY_DIRECTORY) == .readOnly(path: "/f"))
    #expect(fault(.SQLITE_NOTADB) == .notADatabase(path: "/f"))
    #expect(fault(.SQLITE_CANTOPEN) == .cannotOpen(path: "/f", reason: "why"))
    #expect(fault(.SQLITE_CONSTRAINT_CHECK) == .inconsistent("why"))
    #expect(fault(.SQLITE_CORRUPT) == .damaged(path: "/f", reason: "why"))
    #expect(fault(.SQLITE_IOERR_READ) == .failed(path: "/f", reason: "why"))
  }

  @Test(arguments: [
    StoreFault.cannotOpen(path: "/f", reason: "why"), .notADatabase(path: "/f"),
    .newerSchema(path: "/f", found: 3, known: 1), .readOnly(path: "/f"), .diskFull(path: "/f"),
    .busy(path: "/f"), .damaged(path: "/f", reason: "why"), .failed(path: "/f", reason: "why"),
  ])
  func aFaultIsOneLineThatNamesTheFileAndTheRemedy(fault: StoreFault) {
    let text = "\(fault)"
    #expect(text.hasPrefix("/f: "))
    #expect(text.contains("; "))
    #expect(!text.contains("\n"))
  }
}
