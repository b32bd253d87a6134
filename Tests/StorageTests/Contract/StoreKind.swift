import Preferences
import Storage
import TestSupport

/// The stores that keep the contract.
enum StoreKind: CaseIterable {
  case inMemory
  case sqlite

  /// Runs `body` on an empty store.
  func withStore(_ body: (any ChoiceStore) throws -> Void) throws {
    switch self {
    case .inMemory:
      try body(InMemoryChoiceStore())
    case .sqlite:
      let folder = try TemporaryFolder()
      try withExtendedLifetime(folder) {
        try body(try SQLiteChoiceStore(path: folder["choices.sqlite"]))
      }
    }
  }
}

extension ChoiceStore {
  func allChoices() throws -> [ChoiceRecord] {
    var records: [ChoiceRecord] = []
    try forEachChoice { records.append($0) }
    return records
  }
}
