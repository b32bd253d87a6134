/// How often two raters who judged the same items gave each combination of categories: rows by the first
/// rater's, columns by the second's. Grows by one judgement at a time in constant time.
package struct ConfusionTable: Hashable, Sendable {
  /// Categories are numbers from 0 up to this.
  package let categories: Int
  /// Row after row, `categories` × `categories`, none below 0.
  package private(set) var counts: [Int]
  package private(set) var rowTotals: [Int]
  package private(set) var columnTotals: [Int]
  package private(set) var total = 0
  /// The sum of the diagonal.
  package private(set) var agreements = 0

  /// An empty table.
  package init(categories: Int) {
    self.categories = categories
    counts = Array(repeating: 0, count: categories * categories)
    rowTotals = Array(repeating: 0, count: categories)
    columnTotals = rowTotals
  }

  /// - Returns: `nil` where the rows are not square, a count is negative, or their sum is beyond an `Int`.
  package init?(_ rows: [[Int]]) {
    self.init(categories: rows.count)
    for (row, counts) in rows.enumerated() {
      guard counts.count == categories else { return nil }
      for (column, count) in counts.enumerated() {
        guard add(row: row, column: column, times: count) else { return nil }
      }
    }
  }

  /// Counts items that the first rater put into category `row` and the second into `column`; a negative
  /// number of `times` takes back what was counted.
  /// - Returns: `false`, with nothing changed, where there is no such category or more would be taken than is
  ///   there.
  @discardableResult
  package mutating func add(row: Int, column: Int, times: Int = 1) -> Bool {
    let range = 0..<categories
    guard range.contains(row), range.contains(column) else { return false }
    let cell = row * categories + column
    // The total is the largest of all sums: where it fits, so do they.
    let (sum, overflows) = total.addingReportingOverflow(times)
    guard !overflows, times > 0 || counts[cell] + times >= 0 else { return false }
    total = sum
    counts[cell] += times
    rowTotals[row] += times
    columnTotals[column] += times
    if row == column { agreements += times }
    return true
  }

  /// The same items, each counted as it is and once more with two categories in each other's place: what comes of it
  /// does not depend on which of the two is called which. Twice as many items as before.
  package func countedBothWays(swapping one: Int, _ other: Int) -> ConfusionTable {
    func swapped(_ category: Int) -> Int { category == one ? other : category == other ? one : category }
    var both = self
    for row in 0..<categories {
      for column in 0..<categories {
        both.add(row: swapped(row), column: swapped(column), times: counts[row * categories + column])
      }
    }
    return both
  }

  /// The share of items on which the two agree.
  package var agreement: Statistic {
    total > 0 ? .value(Double(agreements) / Double(total)) : .undefined(.noData)
  }
}
