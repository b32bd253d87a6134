import Preferences
import Statistics

/// The sections on how scorers agree with people.
struct ScorerSections {
  let scorers: [(label: ReportData.Scorer, agreement: ScorerAgreement)]
  let groups: ClusterGroups
  let breakdown: Breakdown
  let options: ReportOptions

  func measures() -> [Measure] {
    headlines() + McNemarSection(scorers: scorers).measures() + byPart() + calibration()
  }

  /// Under the four conventions, prompts and annotators drawn where there are several of both.
  private func headlines() -> [Measure] {
    let conventions = PairConvention.allCases
    let estimates = clusters.estimates(prompts: groups.promptGroups, annotators: groups.annotatorGroups) {
      [sums = scorers.map(\.agreement.agreement)] drawn in
      sums.flatMap { sums in
        let totals = sums.weighted(by: drawn)
        return conventions.indices.map { Statistic.share(totals[2 * $0], of: totals[2 * $0 + 1]) }
      }
    }
    var measures: [Measure] = []
    for (index, (label, agreement)) in scorers.enumerated() {
      let totals = agreement.agreement.totals
      let coverage = "\(agreement.scoredPairs) of \(counted(agreement.pairs, "pair")) scored"
      for (place, convention) in conventions.enumerated() {
        measures.append(
          Measure(
            .humanScorer, "", scorer: label.label, MeasureName.agreement(convention),
            estimates[index * conventions.count + place].ofShare(
              clusters: drawn(agreement.agreement, having: 2 * place + 1)),
            n: Int(totals[2 * place + 1]), drawn: clusters.clusters == .annotators ? "annotator" : "prompt",
            remark: tieRemark(convention, agreement), note: note(convention, agreement)))
      }
      measures.append(
        Measure(
          .humanScorer, "", scorer: label.label, MeasureName.coverage, agreement.coverage, n: agreement.pairs,
          note: coverage))
      measures += power(label.label, agreement)
    }
    return measures
  }

  private var clusters: ClusterBootstrap {
    let clusters: ClusterBootstrap.Clusters =
      groups.annotatorGroups < 2 ? .prompts : groups.promptGroups < 2 ? .annotators : .both
    return ClusterBootstrap(
      seed: options.seed, clusters: clusters, replicates: options.replicates, threads: options.threads)
  }

  /// How many of what is drawn have something in a column: prompts where these are drawn too.
  private func drawn(_ sums: ClusterSums, having column: Int) -> Int {
    clusters.clusters == .annotators
      ? sums.clusters(having: column) : sums.clusters(having: column, together: groups.annotatorGroups)
  }

  /// A tie of scores is nowhere what it looks like: `hpsv2` counts none against the scorer, and one that gives every
  /// image the same would be right on all.
  private func tieRemark(_ convention: PairConvention, _ agreement: ScorerAgreement) -> String? {
    guard agreement.tiedPairs > 0 else { return nil }
    let isEverywhere = agreement.tiedPairs == agreement.scoredPairs
    guard convention == .hpsv2 || isEverywhere else { return nil }
    let ties =
      isEverywhere
      ? "the scores are equal on all \(counted(agreement.scoredPairs, "pair"))"
      : "the scores are equal on \(agreement.tiedPairs) of \(counted(agreement.scoredPairs, "pair"))"
    return convention == .hpsv2 ? ties + ", which hpsv2 counts as no contradiction" : ties
  }

  private func note(_ convention: PairConvention, _ agreement: ScorerAgreement) -> String? {
    switch convention {
    case .pickscore where agreement.identity.logitScale == nil:
      return "the scorer says no logit scale, so it makes no prediction"
    case .accEq:
      let sample = agreement.calibrationStride > 1 ? ", on one pair in \(agreement.calibrationStride)" : ""
      return "ε = \(agreement.epsilon) calibrated on these pairs\(sample)"
    default: return nil
    }
  }

  /// How many decided pairs it takes to tell the agreement seen from a coin's.
  private func power(_ label: String, _ agreement: ScorerAgreement) -> [Measure] {
    let column = ScorerAgreement.breakdownColumn
    let totals = agreement.agreement.totals
    let decided = Int(totals[column + 1])
    guard decided > 0 else { return [] }
    let share = totals[column] / totals[column + 1]
    let needed = PairsNeeded.total(agreement: share)
    let remaining = PairsNeeded.remaining(decided: decided, agreement: share).value
    let note = remaining.map { $0 > 0 ? "\(Int(min($0, 1e15))) more" : "there are enough" }
    return [
      Measure(
        .humanScorer, "", scorer: label, MeasureName.pairsNeeded, needed, n: decided,
        note: "to tell this agreement from chance with 80 % power, pairs taken as independent"
          + (note.map { ": " + $0 } ?? ""))
    ]
  }
}

extension ScorerSections {
  private func byPart() -> [Measure] {
    let bootstrap = ClusterBootstrap(
      seed: options.seed, clusters: .prompts, replicates: options.replicates, threads: options.threads)
    let layout = PartLayout(breakdown)
    let parts: [(section: Measure.Section, part: Breakdown.Part, offset: Int)] = [
      (.byAnnotator, breakdown.annotators, layout.annotators),
      (.byGenerator, breakdown.generators, layout.generators),
      (.byGeneratorPair, breakdown.generatorPairs, layout.generatorPairs),
      (.byTag, breakdown.tags, layout.tags),
    ]
    let columns = parts.flatMap { part in part.part.names.indices.map { part.offset + 2 * $0 } }
    let estimates = bootstrap.estimates(prompts: groups.promptGroups, annotators: 1) {
      [sums = scorers.map(\.agreement.parts)] drawn in
      sums.flatMap { sums in
        let totals = sums.weighted(by: drawn, columns: 0..<layout.meanScores)
        return columns.map { Statistic.share(totals[$0], of: totals[$0 + 1]) }
      }
    }
    var measures: [Measure] = []
    var next = estimates.makeIterator()
    for (label, agreement) in scorers {
      let totals = agreement.parts.totals
      for (section, part, offset) in parts {
        for (number, name) in part.names.enumerated() {
          guard let estimate = next.next() else { return measures }
          measures.append(
            Measure(
              section, name, scorer: label.label, MeasureName.agreement(MeasureName.breakdown),
              estimate.ofShare(clusters: agreement.parts.clusters(having: offset + 2 * number + 1)),
              n: Int(totals[offset + 2 * number + 1]),
              note: part.leftOut > 0 ? "\(part.leftOut) with fewer pairs left out" : nil))
        }
      }
    }
    return measures
  }

  private func calibration() -> [Measure] {
    let predicting = scorers.filter { $0.agreement.identity.logitScale != nil }
    let bootstrap = ClusterBootstrap(
      seed: options.seed, clusters: .prompts, replicates: options.replicates, threads: options.threads)
    let column = PartLayout(breakdown).predictions
    let estimates = bootstrap.estimates(prompts: groups.promptGroups, annotators: 1) {
      [sums = predicting.map(\.agreement.parts)] drawn in
      sums.flatMap { sums in
        let totals = sums.weighted(by: drawn, columns: column..<column + 3)
        return [1, 2].map { Statistic.share(totals[column + $0], of: totals[column]) }
      }
    }
    return predicting.enumerated().flatMap { index, scorer in
      let reliability = scorer.agreement.reliability
      let label = scorer.label.label
      let n = reliability.count
      let prompts = scorer.agreement.parts.clusters(having: column)
      return [
        Measure(
          .calibration, "", scorer: label, MeasureName.calibrationError, reliability.expectedCalibrationError,
          n: n,
          note:
            "no interval: resampling makes it larger; \(Reliability.usualBins) bins over 0…1; of two equal scores either is right by half"
        ),
        Measure(
          .calibration, "", scorer: label, MeasureName.brier,
          estimates[2 * index].ofNumber(clusters: prompts), n: n),
        Measure(
          .calibration, "", scorer: label, MeasureName.likelihood,
          estimates[2 * index + 1].ofNumber(clusters: prompts), n: n),
      ] + bins(reliability, label)
    }
  }

  private func bins(_ reliability: Reliability, _ label: String) -> [Measure] {
    reliability.bins.filter { $0.count > 0 }.flatMap { bin in
      let subject = "\(bin.low)–\(bin.high)"
      let right = (bin.accuracy.value ?? 0) * Double(bin.count)
      return [
        Measure(.reliability, subject, scorer: label, MeasureName.confidence, bin.confidence, n: bin.count),
        Measure(
          .reliability, subject, scorer: label, MeasureName.accuracy, bin.accuracy,
          Interval.wilson(successes: min(right, Double(bin.count)), trials: Double(bin.count)), n: bin.count,
          note: "interval: Wilson"),
      ]
    }
  }
}
