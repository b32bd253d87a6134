import Preferences
import Statistics

/// How far people agree with each other: on each pair of candidates every two annotators who judged it are compared.
struct HumanAgreement: Sendable {
  /// By group of prompts; see `Column`.
  private(set) var sums: ClusterSums
  /// The verdicts (first, second, tie) on each pair, by group of prompts.
  private(set) var tallies: [RatingTally]
  private(set) var pairs: AnnotatorPairs
  /// Pairs of verdicts; those with one that is decided, in either order; pairs of choices on the same candidates.
  private(set) var verdictPairs = 0
  private(set) var decidedPairs = 0
  private(set) var questionPairs = 0

  enum Column: Int, CaseIterable {
    case all
    case equal
    case halfEqual
    case decided
    case decidedEqual
    case question
    case inversion
  }

  /// O(verdicts), and O(the pairs of verdicts among the most active annotators).
  init(_ study: Study, _ groups: ClusterGroups) {
    sums = ClusterSums(clusters: groups.promptGroups, columns: Column.allCases.count)
    tallies = Array(repeating: RatingTally(categories: 3), count: groups.promptGroups)
    pairs = AnnotatorPairs(study, promptGroups: groups.promptGroups)
    var judgements = Judgements()
    var counts = [0, 0, 0]
    for comparison in 0..<study.comparisons.count {
      let group = Int(groups.promptGroup[comparison])
      judgements.read(study, comparison: comparison)
      judgements.forEachPair { verdicts in
        for category in 0..<3 { counts[category] = 0 }
        for verdict in verdicts { counts[Int(verdict.category)] += 1 }
        tallies[group].add(unit: counts)
        guard verdicts.count > 1 else { return }
        add(counts, group: group)
        pairs.add(verdicts, group: group)
      }
      for question in SameQuestion.all(study, comparison: comparison) {
        let (sum, count) = question.sumOfInversionScores(in: study)
        sums.add(sum, group, .inversion)
        sums.add(count, group, .question)
        questionPairs += Int(count)
        pairs.add(question, in: study, group: group)
      }
    }
  }

  private mutating func add(_ counts: [Int], group: Int) {
    let count = counts.reduce(0, +)
    let all = count * (count - 1) / 2
    let equal = counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let decided = counts[0] + counts[1]
    // Who stands for the model makes a difference under `imagereward`: each of the two does once.
    let decidedAgainst = decided * (count - 1)
    let decidedEqual = counts[0] * (counts[0] - 1) + counts[1] * (counts[1] - 1)
    verdictPairs += all
    decidedPairs += decidedAgainst
    sums.add(Double(all), group, .all)
    sums.add(Double(equal), group, .equal)
    sums.add(Double(counts[2] * decided) / 2, group, .halfEqual)
    sums.add(Double(decidedAgainst), group, .decided)
    sums.add(Double(decidedEqual), group, .decidedEqual)
  }

  static func agreement(_ convention: PairConvention, _ sums: [Double]) -> Statistic {
    func sum(_ column: Column) -> Double { sums[column.rawValue] }
    return switch convention {
    case .pickscore: .share(sum(.equal) + sum(.halfEqual), of: sum(.all))
    case .hpsv2: .share(sum(.inversion), of: sum(.question))
    case .imagereward: .share(sum(.decidedEqual), of: sum(.decided))
    case .accEq: .share(sum(.equal), of: sum(.all))
    }
  }

  func n(_ convention: PairConvention) -> Int {
    switch convention {
    case .pickscore, .accEq: verdictPairs
    case .hpsv2: questionPairs
    case .imagereward: decidedPairs
    }
  }

  /// Coefficients over all verdicts, the groups as often as drawn.
  func coefficients(_ drawn: [Int]) -> [Statistic] {
    var tally = RatingTally(categories: 3)
    for (group, times) in zip(tallies, drawn) { tally.add(group, times: times) }
    return [
      tally.fleissKappa, tally.krippendorffAlpha(.nominal), tally.krippendorffAlpha(.interval([1, -1, 0])),
      tally.gwetCoefficient(),
    ]
  }

  static let coefficientNames = [
    MeasureName.fleissKappa, MeasureName.alphaNominal, MeasureName.alphaInterval, MeasureName.gwetAC1,
  ]
}

extension ClusterSums {
  fileprivate mutating func add(_ amount: Double, _ cluster: Int, _ column: HumanAgreement.Column) {
    add(amount, cluster: cluster, column: column.rawValue)
  }
}
