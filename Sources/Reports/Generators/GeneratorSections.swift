import Preferences
import Statistics

/// Generators ranked by people's choices, and by each scorer's mean score.
struct GeneratorSections {
  let scorers: [(label: ReportData.Scorer, agreement: ScorerAgreement)]
  let results: GeneratorResults
  let generators: Breakdown.Part
  let layout: PartLayout
  let promptGroups: Int
  let options: ReportOptions

  func measures() -> [Measure] {
    guard generators.count > 0 else { return [] }
    let bootstrap = ClusterBootstrap(
      seed: options.seed, clusters: .prompts, replicates: options.replicates, threads: options.threads)
    let count = generators.count
    let isBounded = oneSided != nil
    // Where results bound no strength, scorers' means are held against the strengths that half a win bounds.
    let rows = isBounded ? 2 * count : count
    let estimates = bootstrap.estimates(prompts: promptGroups, annotators: 1) {
      [results, layout, sums = scorers.map(\.agreement.parts)] drawn in
      let drawnResults = count > 1 ? results.results(results.sums.weighted(by: drawn)) : nil
      let strengths = drawnResults.map { BradleyTerry.statistics($0) } ?? [.undefined(.noData)]
      let bounded = isBounded ? drawnResults.map { BradleyTerry.statistics($0.withHalfAWinAdded) } : nil
      return strengths + (bounded ?? [])
        + sums.flatMap { sums in
          let totals = sums.weighted(by: drawn, columns: layout.meanScores..<layout.predictions)
          let means = (0..<count).map { number in
            let column = layout.meanScores + 2 * number
            return Statistic.share(totals[column], of: totals[column + 1])
          }
          return means + Self.correlations(bounded ?? strengths, means)
        }
    }
    return strengths(Array(estimates.prefix(count)))
      + (isBounded ? boundedStrengths(Array(estimates[count..<rows])) : [])
      + rankings(Array(estimates.dropFirst(rows)), isBounded: isBounded)
  }

  private var totals: PairwiseResults? { generators.count > 1 ? results.results(results.sums.totals) : nil }

  /// `nil` where strengths are bounded, or there are none for another reason.
  private var oneSided: OneSidedResults? {
    guard let totals, case .separated(let groups)? = BradleyTerry.statistics(totals).first?.undefined else {
      return nil
    }
    return OneSidedResults(groups: groups, results: totals, names: generators.names)
  }

  /// Those with a choice between two generators.
  private var prompts: Int { results.sums.clusters { $0.contains { $0 != 0 } } }

  private func strengths(_ estimates: [Estimate]) -> [Measure] {
    let oneSided = oneSided
    let note: String? =
      if case .disconnected(let groups)? = estimates.first?.statistic.undefined {
        "groups: "
          + groups.map { $0.map { generators.names[$0] }.joined(separator: ", ") }.joined(separator: " | ")
      } else { nil }
    return zip(generators.names, estimates).enumerated().map { number, entry in
      Measure(
        .generator, entry.0, MeasureName.strength, entry.1.ofNumber(clusters: prompts),
        n: results.pairs[number], remark: oneSided?.words(of: number), note: note)
    }
  }

  private func boundedStrengths(_ estimates: [Estimate]) -> [Measure] {
    zip(generators.names, estimates).enumerated().map { number, entry in
      Measure(
        .generator, entry.0, MeasureName.boundedStrength, entry.1.ofNumber(clusters: prompts),
        n: results.pairs[number],
        note:
          "half a win added for either of any two generators that met (Haldane, Anscombe), since some won or lost all"
      )
    }
  }

  private func rankings(_ estimates: [Estimate], isBounded: Bool) -> [Measure] {
    var measures: [Measure] = []
    var next = estimates.makeIterator()
    for (label, agreement) in scorers {
      let totals = agreement.parts.totals
      for (number, name) in generators.names.enumerated() {
        guard let estimate = next.next() else { return measures }
        let column = layout.meanScores + 2 * number + 1
        measures.append(
          Measure(
            .generator, name, scorer: label.label, MeasureName.meanScore,
            estimate.ofNumber(clusters: agreement.parts.clusters(having: column)), n: Int(totals[column])))
      }
      for name in [MeasureName.spearman, MeasureName.kendall] {
        guard let estimate = next.next() else { return measures }
        measures.append(
          Measure(
            .generatorRanking, "", scorer: label.label, name, ranking(estimate), n: generators.count,
            note:
              "mean score against Bradley–Terry strength\(isBounded ? ", half a win added," : ",") over generators"
          ))
      }
    }
    return measures
  }

  /// Draws of prompts say how firm the order of these generators is, and not whether so few of them say anything of the
  /// scorer: of two or three, or four, even a perfect order comes by chance too often.
  private func ranking(_ estimate: Estimate) -> Estimate {
    let orders = (1...max(1, generators.count)).prefix(Self.fewGenerators).reduce(1, *)
    return generators.count < Self.fewGenerators
      ? estimate.without(.fewItems(items: generators.count, byChanceOnceIn: max(1, orders / 2)))
      : estimate.ofNumber(clusters: prompts)
  }

  /// Below this number of generators a perfect order and its reverse have a chance of more than 1 in 20: 2/4! is 1 in 12,
  /// 2/5! is 1 in 60.
  private static let fewGenerators = 5

  private static func correlations(_ strengths: [Statistic], _ means: [Statistic]) -> [Statistic] {
    guard strengths.count == means.count else { return [.undefined(.noData), .undefined(.noData)] }
    if let reason = (strengths + means).lazy.compactMap(\.undefined).first {
      return [.undefined(reason), .undefined(reason)]
    }
    let (first, second) = (strengths.compactMap(\.value), means.compactMap(\.value))
    return [RankCorrelation.spearman(first, second), RankCorrelation.kendallTauB(first, second)]
  }
}
