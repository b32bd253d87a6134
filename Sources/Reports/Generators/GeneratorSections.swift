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
    let estimates = bootstrap.estimates(prompts: promptGroups, annotators: 1) {
      [results, layout, sums = scorers.map(\.agreement.parts)] drawn in
      let strengths =
        count > 1
        ? BradleyTerry.statistics(results.results(results.sums.weighted(by: drawn)))
        : [.undefined(.noData)]
      return strengths
        + sums.flatMap { sums in
          let totals = sums.weighted(by: drawn, columns: layout.meanScores..<layout.predictions)
          let means = (0..<count).map { number in
            let column = layout.meanScores + 2 * number
            return Statistic.share(totals[column], of: totals[column + 1])
          }
          return means + Self.correlations(strengths, means)
        }
    }
    return strengths(Array(estimates.prefix(count))) + rankings(Array(estimates.dropFirst(count)))
  }

  private func strengths(_ estimates: [Estimate]) -> [Measure] {
    let note: String? =
      if case .disconnected(let groups)? = estimates.first?.statistic.undefined {
        "groups: "
          + groups.map { $0.map { generators.names[$0] }.joined(separator: ", ") }.joined(separator: " | ")
      } else { nil }
    return zip(generators.names, estimates).enumerated().map { number, entry in
      Measure(.generator, entry.0, MeasureName.strength, entry.1, n: results.pairs[number], note: note)
    }
  }

  private func rankings(_ estimates: [Estimate]) -> [Measure] {
    var measures: [Measure] = []
    var next = estimates.makeIterator()
    for (label, agreement) in scorers {
      let totals = agreement.parts.totals
      for (number, name) in generators.names.enumerated() {
        guard let estimate = next.next() else { return measures }
        measures.append(
          Measure(
            .generator, name, scorer: label.label, MeasureName.meanScore, estimate,
            n: Int(totals[layout.meanScores + 2 * number + 1])))
      }
      for name in [MeasureName.spearman, MeasureName.kendall] {
        guard let estimate = next.next() else { return measures }
        measures.append(
          Measure(
            .generatorRanking, "", scorer: label.label, name, estimate, n: generators.count,
            note: "mean score against Bradley–Terry strength, over generators"))
      }
    }
    return measures
  }

  private static func correlations(_ strengths: [Statistic], _ means: [Statistic]) -> [Statistic] {
    guard strengths.count == means.count else { return [.undefined(.noData), .undefined(.noData)] }
    if let reason = (strengths + means).lazy.compactMap(\.undefined).first {
      return [.undefined(reason), .undefined(reason)]
    }
    let (first, second) = (strengths.compactMap(\.value), means.compactMap(\.value))
    return [RankCorrelation.spearman(first, second), RankCorrelation.kendallTauB(first, second)]
  }
}
