import FoundationEssentials
import Preferences
import Storage

/// The database that an import goes to. One that is not there is made when there is something to put into it, so that an
/// import that fails leaves none behind.
final class ImportTarget {
  private let path: String
  private let wasThere: Bool
  private var store: SQLiteChoiceStore?

  /// - Throws: `StoreFault` for a file that is there and cannot be written as a database.
  init(path: String) throws {
    self.path = path
    wasThere = FileManager.default.fileExists(atPath: path)
    if wasThere { store = try SQLiteChoiceStore(path: path) }
  }

  func annotators() throws -> [Annotator] {
    try store?.annotators() ?? []
  }

  func add(_ batch: [ImportedComparison]) throws -> ImportCounts {
    if store == nil { store = try SQLiteChoiceStore(path: path) }
    return try store?.add(batch) ?? ImportCounts()
  }

  /// Takes away a database that was made here and holds nothing: its first batch may have found the disk full.
  func discardIfEmpty() {
    guard !wasThere, FileManager.default.fileExists(atPath: path),
      (try? store?.hasComparisons()) != true
    else { return }
    store = nil
    // The last one to close a database takes its write-ahead log away: where that lies there, others are at work.
    guard !FileManager.default.fileExists(atPath: path + "-wal") else { return }
    try? FileManager.default.removeItem(atPath: path)
  }
}
