import Preferences
import Statistics

/// Agreement of every two annotators, among those who judged most.
struct AnnotatorPairs: Sendable {
  /// Ascending.
  let annotators: [Int32]
  private let places: [Int32]
  private(set) var tables: [ConfusionTable]
  /// By group of prompts: for each two annotators the number of common questions, and the sum of inversion scores.
  private(set) var sums: ClusterSums

  static let mostAnnotators = 20
  /// Two people with fewer pairs of candidates in common say little of how far they agree.
  static let fewPairs = 20

  init(_ study: Study, promptGroups: Int) {
    var counts = [Int](repeating: 0, count: study.annotators.count)
    for choice in study.choices where !choice.isRepeat { counts[Int(choice.annotator)] += 1 }
    let active = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }.prefix(Self.mostAnnotators)
    annotators = active.sorted().map(Int32.init)
    var places = [Int32](repeating: -1, count: study.annotators.count)
    for (place, annotator) in annotators.enumerated() { places[Int(annotator)] = Int32(place) }
    self.places = places
    let count = annotators.count * annotators.count
    tables = Array(repeating: ConfusionTable(categories: 3), count: count)
    sums = ClusterSums(clusters: promptGroups, columns: 2 * count)
  }

  private func index(_ first: Int32, _ second: Int32) -> Int? {
    let (first, second) = (places[Int(first)], places[Int(second)])
    return first < 0 || second < 0 ? nil : Int(first) * annotators.count + Int(second)
  }

  /// Every two annotators, the one with the lower index first.
  var all: [(first: Int32, second: Int32, index: Int)] {
    annotators.indices.flatMap { first in
      (first + 1..<annotators.count).map { second in
        (annotators[first], annotators[second], first * annotators.count + second)
      }
    }
  }

  /// - Parameter verdicts: on one pair of candidates, by annotator.
  mutating func add(_ verdicts: ArraySlice<Judgements.Entry>, group: Int) {
    for (offset, first) in verdicts.enumerated() where places[Int(first.annotator)] >= 0 {
      for second in verdicts.dropFirst(offset + 1) {
        guard let index = index(first.annotator, second.annotator) else { continue }
        tables[index].add(row: Int(first.category), column: Int(second.category))
      }
    }
  }

  mutating func add(_ question: SameQuestion, in study: Study, group: Int) {
    for (offset, first) in question.choices.enumerated() where places[Int(first.annotator)] >= 0 {
      for second in question.choices.dropFirst(offset + 1) {
        guard let index = index(first.annotator, second.annotator) else { continue }
        sums.add(1, cluster: group, column: 2 * index)
        sums.add(question.inversionScore(first, second, in: study), cluster: group, column: 2 * index + 1)
      }
    }
  }

  /// The inversion score of each two annotators, in the order of `all`, and the mean over those who have one.
  func inversionScores(_ sums: [Double]) -> [Statistic] {
    let scores = all.map { Statistic.share(sums[2 * $0.index + 1], of: sums[2 * $0.index]) }
    let values = scores.compactMap(\.value)
    return [.share(values.reduce(0, +), of: Double(values.count))] + scores
  }
}
