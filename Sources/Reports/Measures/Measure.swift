import Preferences
import Statistics

/// One figure of a report, a row of its table. What it is called says all that changes it, such as the convention
/// by which pairs count, so that no two different figures share a name.
package struct Measure: Hashable, Sendable {
  package let section: Section
  /// Whom or what the figure is of: an annotator, two of them, a generator, a tag; empty for all.
  package let subject: String
  /// Whose scores stand against the people's choices; `nil` where none do.
  package let scorer: String?
  package let name: String
  package let value: Statistic
  package let interval: Interval?
  /// How many of what the name counts.
  package let n: Int
  /// What must be read with the number, wherever it stands: why it has no interval, or another kind of it; what it
  /// would mislead without.
  package let remark: String?
  /// All that the number does not say: why there is none, the remark, how it was counted, what was left out.
  package let note: String?

  package init(
    _ section: Section, _ subject: String, scorer: String? = nil, _ name: String, _ value: Statistic,
    _ interval: Interval? = nil, n: Int, remark: String? = nil, note: String? = nil
  ) {
    self.section = section
    self.subject = subject
    self.scorer = scorer
    self.name = name
    self.value = value
    self.interval = interval
    self.n = n
    self.remark = remark
    let notes = [value.undefined?.description, remark, note].compactMap { $0 }
    self.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  /// - Parameters:
  ///   - drawn: what the estimate's clusters are, one of them.
  ///   - remark: said with what there is to say of the interval.
  package init(
    _ section: Section, _ subject: String, scorer: String? = nil, _ name: String, _ estimate: Estimate,
    n: Int, drawn: String = "prompt", remark: String? = nil, note: String? = nil
  ) {
    let remarks = [estimate.remark(drawing: drawn), remark].compactMap { $0 }
    self.init(
      section, subject, scorer: scorer, name, estimate.statistic, try? estimate.interval.get(), n: n,
      remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "), note: note)
  }

  package enum Section: String, Hashable, Sendable, CaseIterable {
    case data
    case annotator
    case leftBias = "left_bias"
    case selfConsistency = "self_consistency"
    case humanHuman = "human_human"
    case annotatorPair = "annotator_pair"
    case humanScorer = "human_scorer"
    case scorerPair = "scorer_pair"
    case calibration
    case reliability
    case byAnnotator = "scorer_by_annotator"
    case byGenerator = "scorer_by_generator"
    case byGeneratorPair = "scorer_by_generator_pair"
    case byTag = "scorer_by_tag"
    case generator
    case generatorRanking = "generator_ranking"
  }
}

extension Estimate {
  /// What is to be said of the interval.
  fileprivate func remark(drawing cluster: String) -> String? {
    if let wilson {
      return
        "interval: Wilson over \(counted(wilson.clusters, cluster)), since \(wilson.instead.words(drawing: cluster))"
    }
    guard statistic.value != nil, case .failure(let reason) = interval else { return nil }
    return "no interval: \(reason.words(drawing: cluster))"
  }
}

extension NoInterval {
  fileprivate func words(drawing cluster: String) -> String {
    switch self {
    case .fewClusters(1), .oneCluster: "there is one \(cluster) only"
    case .fewClusters(let count): "\(counted(count, cluster)) are too few to draw from"
    default: reason
    }
  }
}

/// The names of measures that more than one place speaks of.
package enum MeasureName {
  /// - Parameter human: on both sides: then no model's t plays a part.
  package static func agreement(_ convention: PairConvention, human: Bool = false) -> String {
    switch convention {
    case .pickscore where human: "agreement(pickscore)"
    case .pickscore: "agreement(pickscore, t=\(TieThresholds.usualProbabilityDifference))"
    case .hpsv2, .imagereward, .accEq: "agreement(\(convention.rawValue))"
    }
  }

  /// What agreement is broken down by: of all four the one that a coin gets half right.
  package static let breakdown = PairConvention.imagereward

  package static let cohenKappa = "cohen_kappa"
  package static let fleissKappa = "fleiss_kappa"
  package static let alphaNominal = "krippendorff_alpha(nominal)"
  package static let alphaInterval = "krippendorff_alpha(interval)"
  package static let gwetAC1 = "gwet_ac1"
  /// Each two annotators weighted by how many pairs of candidates both judged.
  package static let cohenKappaByOverlap = "cohen_kappa, mean of annotator pairs by overlap"
  package static let meanOfAnnotatorPairs = "agreement(hpsv2), mean of annotator pairs"
  package static let leftRate = "left_rate"
  package static let selfAgreement = "self_agreement"
  package static let swapConsistency = "swap_consistency"
  package static let orderConsistency = "same_order_consistency"
  package static let coverage = "coverage"
  package static let pairsNeeded = "decided_pairs_needed"
  package static let strength = "bradley_terry"
  /// Where the results bound no strength: with half a win added for either of any two generators that met.
  package static let boundedStrength = "bradley_terry(half_win_added)"
  package static let meanScore = "mean_score"
  package static let spearman = "spearman"
  package static let kendall = "kendall_tau_b"
  package static let calibrationError = "ece"
  package static let brier = "brier"
  package static let likelihood = "nll"
  package static let accuracy = "accuracy"
  package static let confidence = "confidence"
  package static let mcNemar = "mcnemar_p"
  package static let firstOnly = "right_alone"
  package static let secondOnly = "other_right_alone"
  package static let responseMilliseconds = "median_response_ms"
}
