import Preferences
import Statistics

/// What people said of images of one generator against those of another.
struct GeneratorResults: Sendable {
  /// As `PairwiseResults` numbers its classes, by group of prompts; empty where there are no two generators.
  private(set) var sums: ClusterSums
  private(set) var pairs: [Int]
  let items: Int

  /// Above, a fit for each replicate takes too long, and the table too much memory.
  static let mostWithInterval = 24

  /// O(verdicts).
  init(_ study: Study, groups: ClusterGroups, generators: Breakdown.Part) {
    items = generators.count
    pairs = Array(repeating: 0, count: items)
    sums = ClusterSums(
      clusters: groups.promptGroups, columns: items > 1 ? PairwiseResults.classes(items: items) : 0)
    guard items > 1 else { return }
    for choice in study.choices where !choice.isRepeat {
      let comparison = Int(choice.comparison)
      let start = study.comparisons.candidates(of: comparison).lowerBound
      let group = Int(groups.promptGroup[comparison])
      study.forEachVerdict(of: choice) { pair in
        let first = study.comparisons.generators[start + Int(pair.first)]
        let second = study.comparisons.generators[start + Int(pair.second)]
        guard first >= 0, second >= 0, first != second else { return }
        let (one, other) = (generators.numbers[Int(first)], generators.numbers[Int(second)])
        guard one >= 0, other >= 0 else { return }
        pairs[Int(one)] += 1
        pairs[Int(other)] += 1
        let code = PairwiseResults.classCode(
          Int(one), Int(other), pair.verdict, items: items)
        if let code { sums.add(1, cluster: group, column: Int(code)) }
      }
    }
  }

  func results(_ totals: [Double]) -> PairwiseResults {
    PairwiseResults(items: items, classCounts: totals.map { Int($0) })
  }
}
