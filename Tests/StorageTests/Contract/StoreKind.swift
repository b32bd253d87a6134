import Preferences
import Storage
import TestSupport

/// The stores that keep the contract.
enum StoreKind: CaseIterable {
  case inMemory
  case sqlite

  /// Runs `body` on an empty store.
  func withStore(_ body: (any ChoiceStore & ScoreStore) throws -> Void) throws {
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

extension ScoreStore {
  func scoredComparisons(by scorer: ScorerID) throws -> [ScoredComparison] {
    var scored: [ScoredComparison] = []
    try forEachScoredComparison(by: scorer) { comparison, scores in
      scored.append(ScoredComparison(comparison: comparison, scores: scores))
    }
    return scored
  }
}

struct ScoredComparison: Equatable {
  let comparison: Comparison
  let scores: [ImageID: Double]
}
