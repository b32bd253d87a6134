import Preferences

/// Comparisons on their way to the sink. Rows with the same prompt and images become one comparison.
struct ImportBatch {
  private var comparisons: [Comparison] = []
  private var choices: [[ImportedChoice]] = []
  private var places: [ComparisonID: Int] = [:]
  private(set) var rowCount = 0

  mutating func append(_ item: ImportedComparison) {
    rowCount += 1
    if let place = places[item.comparison.id] {
      choices[place] += item.choices
    } else {
      places[item.comparison.id] = comparisons.count
      comparisons.append(item.comparison)
      choices.append(item.choices)
    }
  }

  mutating func take() -> [ImportedComparison] {
    defer { self = ImportBatch() }
    return zip(comparisons, choices).map { ImportedComparison(comparison: $0, choices: $1) }
  }
}
