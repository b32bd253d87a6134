import Glibc
import Preferences
import Storage

/// The scores that a database has, seen from beside the program that computes them.
struct Predictions {
  private let store: SQLiteChoiceStore

  init(in database: String) throws {
    store = try SQLiteChoiceStore(path: database)
  }

  /// How many comparisons have all their scores.
  func count() throws -> Int {
    guard let scorer = try store.scorers().last else { return 0 }
    var count = 0
    try store.forEachScoredComparison(by: scorer.id) { _, _ in count += 1 }
    return count
  }

  /// Until a model has been loaded and has scored something.
  func waitForFirst() throws {
    for _ in 0..<600 where try count() == 0 { usleep(100_000) }
    guard try count() > 0 else { throw PseudoTerminal.Failure(description: "no prediction within a minute") }
  }
}
