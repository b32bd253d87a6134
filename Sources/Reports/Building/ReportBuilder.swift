import Preferences
import Statistics

/// Makes a report of a study, scorer by scorer, so that only one scorer's scores are held at a time.
package struct ReportBuilder {
  private let study: Study
  private let options: ReportOptions
  private let labels: [ReportData.Scorer]
  private let groups: ClusterGroups
  private let breakdown: Breakdown
  private let human: HumanAgreement
  private let results: GeneratorResults
  private let data: ReportData
  private var agreements: [ScorerID: ScorerAgreement] = [:]

  /// - Parameter scorers: all that the report is to name.
  /// Cost: O(verdicts).
  package init(_ study: Study, scorers: [ScorerIdentity], options: ReportOptions = ReportOptions()) {
    self.study = study
    self.options = options
    labels = ScorerLabels.labels(of: scorers)
    groups = ClusterGroups(study)
    breakdown = Breakdown(study)
    human = HumanAgreement(study, groups)
    results = GeneratorResults(study, groups: groups, generators: breakdown.generators)
    var data = DataSections(study: study).counts(
      replicates: ReportData.Bootstrap(
        replicates: options.replicates, seed: options.seed, promptGroups: groups.promptGroups,
        annotatorGroups: groups.annotatorGroups),
      scorers: labels)
    data.partsLeftOut = breakdown.leftOut
    self.data = data
  }

  /// - Parameter scores: one a candidate of the study, NaN where the scorer gave none.
  /// Cost: O(verdicts).
  package mutating func add(_ scorer: ScorerIdentity, scores: [Double]) {
    agreements[scorer.id] = ScorerAgreement(
      scorer, scores: scores, study: study, groups: groups, breakdown: breakdown,
      verdicts: (data.pairs, data.pairs - data.decidedPairs))
  }

  /// Draws the bootstrap replicates. Cost: that of the replicates, whatever the size of the study.
  package func report() -> Report {
    let scorers = labels.compactMap { label in
      agreements[label.identity.id].map { (label: label, agreement: $0) }
    }
    let prompts = ClusterBootstrap(
      seed: options.seed, clusters: .prompts, replicates: options.replicates, threads: options.threads)
    let generators = GeneratorSections(
      scorers: scorers, results: results, generators: breakdown.generators, layout: PartLayout(breakdown),
      promptGroups: groups.promptGroups, options: options)
    let measures =
      DataSections(study: study).measures()
      + HumanSections(study: study, agreement: human, bootstrap: prompts).measures()
      + ScorerSections(scorers: scorers, groups: groups, breakdown: breakdown, options: options).measures()
      + generators.measures()
    return Report(data: data, measures: measures)
  }
}
