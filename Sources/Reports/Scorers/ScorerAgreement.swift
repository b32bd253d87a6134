import Glibc
import Preferences
import Statistics

/// How a scorer's scores stand to what people chose, in sums that any figure of the report follows from. Scores are
/// read once, pair by pair, and not kept.
struct ScorerAgreement: Sendable {
  let identity: ScorerIdentity
  let epsilon: Double
  /// Of every how many pairs one went into the calibration of ε.
  let calibrationStride: Int
  /// By group of prompts and annotators: numerator and denominator under each convention.
  private(set) var agreement: ClusterSums
  /// By group of prompts, in the columns of `layout`.
  private(set) var parts: ClusterSums
  let layout: PartLayout
  private(set) var reliability = Reliability()
  private(set) var pairs = 0
  private(set) var scoredPairs = 0
  /// Of these, those with two equal scores.
  private(set) var tiedPairs = 0
  /// A bit for each decided pair, in the order of the study.
  private(set) var isScored = BitColumn()
  private(set) var isRight = BitColumn()
  let candidates: Int
  private(set) var scoredCandidates = 0

  /// - Parameters:
  ///   - scores: one a candidate, NaN where there is none.
  ///   - verdicts: how many there are, and how many of them tie, so that ε matters.
  /// Cost: O(verdicts), with ties of people O(n log n) for ε.
  init(
    _ identity: ScorerIdentity, scores: [Double], study: Study, groups: ClusterGroups, breakdown: Breakdown,
    verdicts: (all: Int, ties: Int)
  ) {
    self.identity = identity
    candidates = scores.count
    calibrationStride = max(1, verdicts.all / Self.mostCalibrated)
    epsilon =
      verdicts.ties > 0 ? Self.epsilon(scores: scores, study: study, every: calibrationStride) : 0
    agreement = ClusterSums(
      clusters: groups.promptGroups * groups.annotatorGroups, columns: EarningsTable.columns)
    layout = PartLayout(breakdown)
    parts = ClusterSums(clusters: groups.promptGroups, columns: layout.columns)
    let table = EarningsTable(TieThresholds(logitScale: identity.logitScale, epsilon: epsilon))
    for choice in study.choices where !choice.isRepeat {
      add(choice, scores: scores, table: table, study: study, groups: groups, breakdown: breakdown)
    }
    addMeanScores(scores, study: study, groups: groups, breakdown: breakdown)
  }

  static let mostCalibrated = 500_000

  private static func epsilon(scores: [Double], study: Study, every step: Int) -> Double {
    var calibration = TieCalibration()
    var count = 0
    for choice in study.choices where !choice.isRepeat {
      let start = study.comparisons.candidates(of: Int(choice.comparison)).lowerBound
      study.forEachVerdict(of: choice) { pair in
        count += 1
        guard count % step == 0 else { return }
        calibration.add(
          human: pair.verdict, scores: scores[start + Int(pair.first)], scores[start + Int(pair.second)])
      }
    }
    return (try? calibration.fit().epsilon) ?? 0
  }

  private mutating func add(
    _ choice: StudyChoice, scores: [Double], table: EarningsTable, study: Study, groups: ClusterGroups,
    breakdown: Breakdown
  ) {
    let comparison = Int(choice.comparison)
    let start = study.comparisons.candidates(of: comparison).lowerBound
    let prompt = Int(groups.promptGroup[comparison])
    let tags = study.comparisons.tags(of: comparison)
    var earned = EarningsTable.Earnings.zero
    study.forEachVerdict(of: choice) { pair in
      pairs += 1
      let (first, second) = (start + Int(pair.first), start + Int(pair.second))
      let isDecided = pair.verdict != .tie
      guard let earnings = table.earnings(human: pair.verdict, scores: scores[first], scores[second]) else {
        if isDecided {
          isScored.append(false)
          isRight.append(false)
        }
        return
      }
      scoredPairs += 1
      if scores[first] == scores[second] { tiedPairs += 1 }
      earned += earnings
      guard isDecided else { return }
      let right = earnings[Self.breakdownColumn]
      isScored.append(true)
      isRight.append(right == 1)
      func add(_ part: Breakdown.Part, _ index: Int, _ offset: Int) {
        guard index >= 0, part.numbers[index] >= 0 else { return }
        let column = offset + 2 * Int(part.numbers[index])
        parts.add(right, cluster: prompt, column: column)
        parts.add(1, cluster: prompt, column: column + 1)
      }
      add(breakdown.annotators, Int(choice.annotator), layout.annotators)
      let generators = (Int(study.comparisons.generators[first]), Int(study.comparisons.generators[second]))
      add(breakdown.generators, generators.0, layout.generators)
      if generators.0 != generators.1 { add(breakdown.generators, generators.1, layout.generators) }
      if generators.0 >= 0, generators.1 >= 0, !breakdown.generatorPairs.numbers.isEmpty {
        let (low, high) = (min(generators.0, generators.1), max(generators.0, generators.1))
        add(breakdown.generatorPairs, low * study.generators.count + high, layout.generatorPairs)
      }
      for tag in tags { add(breakdown.tags, Int(tag), layout.tags) }
      addPrediction(scores[first] - scores[second], prefersFirst: pair.verdict == .first, prompt: prompt)
    }
    guard earned != .zero else { return }
    // The mean over rankings counts each of them once.
    if earned[Self.hpsv2Column + 1] > 0 {
      earned[Self.hpsv2Column] /= earned[Self.hpsv2Column + 1]
      earned[Self.hpsv2Column + 1] = 1
    }
    let cluster = prompt * groups.annotatorGroups + Int(groups.annotatorGroup[Int(choice.annotator)])
    for column in 0..<EarningsTable.columns {
      agreement.add(earned[column], cluster: cluster, column: column)
    }
  }

  private mutating func addPrediction(_ difference: Double, prefersFirst: Bool, prompt: Int) {
    guard let scale = identity.logitScale else { return }
    let logit = scale * difference.magnitude
    // The softmax over two candidates, of the one with the higher score.
    let confidence = 1 / (1 + exp(-logit))
    let isRight = (difference > 0) == prefersFirst
    if difference == 0 {
      reliability.addTie()
    } else {
      guard reliability.add(confidence: confidence, isRight: isRight) else { return }
    }
    let error = confidence - (isRight ? 1 : 0)
    parts.add(1, cluster: prompt, column: layout.predictions)
    parts.add(error * error, cluster: prompt, column: layout.predictions + 1)
    // −ln of the probability of what came, from the logit: a confidence that rounds to 1 is no certainty.
    parts.add(
      log1p(exp(-logit)) + (isRight ? 0 : logit), cluster: prompt, column: layout.predictions + 2)
  }

  private mutating func addMeanScores(
    _ scores: [Double], study: Study, groups: ClusterGroups, breakdown: Breakdown
  ) {
    for comparison in 0..<study.comparisons.count {
      let prompt = Int(groups.promptGroup[comparison])
      for candidate in study.comparisons.candidates(of: comparison) where !scores[candidate].isNaN {
        scoredCandidates += 1
        let generator = Int(study.comparisons.generators[candidate])
        guard generator >= 0, breakdown.generators.numbers[generator] >= 0 else { continue }
        let column = layout.meanScores + 2 * Int(breakdown.generators.numbers[generator])
        parts.add(scores[candidate], cluster: prompt, column: column)
        parts.add(1, cluster: prompt, column: column + 1)
      }
    }
  }
}

extension ScorerAgreement {
  static let hpsv2Column = EarningsTable.column(.hpsv2)
  static let breakdownColumn = EarningsTable.column(MeasureName.breakdown)

  /// How much of what was judged it has scored.
  var coverage: Statistic { .share(Double(scoredPairs), of: Double(pairs)) }
}

/// Which column of the sums by prompt holds what: two columns for each part, the right pairs and all.
struct PartLayout: Sendable {
  let annotators = 0
  let generators: Int
  let generatorPairs: Int
  let tags: Int
  /// The sum of scores and their number, by generator.
  let meanScores: Int
  /// Their number, squared errors and surprise.
  let predictions: Int
  let columns: Int

  init(_ breakdown: Breakdown) {
    generators = 2 * breakdown.annotators.count
    generatorPairs = generators + 2 * breakdown.generators.count
    tags = generatorPairs + 2 * breakdown.generatorPairs.count
    meanScores = tags + 2 * breakdown.tags.count
    predictions = meanScores + 2 * breakdown.generators.count
    columns = predictions + 3
  }
}

/// One bit a row.
struct BitColumn: Hashable, Sendable {
  private(set) var words: [UInt64] = []
  private(set) var count = 0

  mutating func append(_ bit: Bool) {
    if count % 64 == 0 { words.append(0) }
    if bit { words[count / 64] |= 1 << UInt64(count % 64) }
    count += 1
  }
}
