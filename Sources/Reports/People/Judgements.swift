import Preferences

/// What people said of one comparison, pair of candidates by pair: at most one verdict an annotator, the first.
struct Judgements {
  private(set) var entries: [Entry] = []

  struct Entry {
    let pair: Int
    let annotator: Int32
    /// 0 the first of the two is preferred, 1 the second, 2 a tie.
    let category: UInt8
  }

  /// Reads the choices on a comparison, without repeats. O(verdicts · log verdicts).
  mutating func read(_ study: Study, comparison: Int) {
    entries.removeAll(keepingCapacity: true)
    let candidates = study.comparisons.candidates(of: comparison).count
    for choice in study.choices[study.comparisons.choices(on: comparison)] where !choice.isRepeat {
      study.forEachVerdict(of: choice) { pair in
        entries.append(
          Entry(
            pair: Int(pair.first) * candidates + Int(pair.second), annotator: choice.annotator,
            category: pair.verdict.rawValue))
      }
    }
    guard entries.count > 1 else { return }
    // Stable: of several verdicts of one annotator the first choice comes first.
    entries = entries.enumerated().sorted {
      ($0.element.pair, $0.element.annotator, $0.offset) < ($1.element.pair, $1.element.annotator, $1.offset)
    }.map(\.element)
  }

  /// Calls `body` with the verdicts on each pair, one an annotator.
  func forEachPair(_ body: (ArraySlice<Entry>) -> Void) {
    var start = 0
    var distinct: [Entry] = []
    while start < entries.count {
      var end = start + 1
      var hasRepeats = false
      while end < entries.count, entries[end].pair == entries[start].pair {
        hasRepeats = hasRepeats || entries[end].annotator == entries[end - 1].annotator
        end += 1
      }
      if hasRepeats {
        distinct.removeAll(keepingCapacity: true)
        for entry in entries[start..<end] where distinct.last?.annotator != entry.annotator {
          distinct.append(entry)
        }
        body(distinct[...])
      } else {
        body(entries[start..<end])
      }
      start = end
    }
  }
}
