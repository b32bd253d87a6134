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
      comparisons[place] = comparisons[place].learning(from: item.comparison)
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

extension Comparison {
  /// The comparison with what another row says of it besides: tags, and generators that this one does not tell.
  fileprivate func learning(from other: Comparison) -> Comparison {
    let learnt = zip(candidates, other.candidates).map { mine, theirs in
      mine.generator != nil || theirs.generator == nil
        ? mine
        : Candidate(
          image: mine.image, path: mine.path, generator: theirs.generator, size: mine.size, sight: mine.sight)
    }
    if learnt == candidates, other.tags.allSatisfy(tags.contains) { return self }
    return (try? Comparison(prompt: prompt, candidates: learnt, tags: tags + other.tags)) ?? self
  }
}
