import Preferences
import Statistics

/// The sections on what people said of each other's pairs.
struct HumanSections {
  let study: Study
  let agreement: HumanAgreement
  let bootstrap: ClusterBootstrap

  func measures() -> [Measure] {
    let conventions = PairConvention.allCases
    let groups = agreement.sums.clusters
    let estimates = bootstrap.estimates(prompts: groups, annotators: 1) { [agreement] drawn in
      let sums = agreement.sums.weighted(by: drawn)
      let pairs = agreement.pairs.inversionScores(agreement.pairs.sums.weighted(by: drawn))
      return conventions.map { HumanAgreement.agreement($0, sums) } + agreement.coefficients(drawn) + pairs
    }
    var measures: [Measure] = []
    for (convention, estimate) in zip(conventions, estimates) {
      measures.append(
        Measure(
          .humanHuman, "", MeasureName.agreement(convention, human: true), estimate,
          n: agreement.n(convention),
          note: Self.note(convention)))
    }
    let units = agreement.tallies.reduce(0) { $0 + $1.pairedUnits }
    for (name, estimate) in zip(HumanAgreement.coefficientNames, estimates.dropFirst(conventions.count)) {
      measures.append(Measure(.humanHuman, "", name, estimate, n: units))
    }
    let pairs = estimates.dropFirst(conventions.count + HumanAgreement.coefficientNames.count)
    return measures + self.pairs(Array(pairs))
  }

  private static func note(_ convention: PairConvention) -> String? {
    convention == .imagereward ? "each of two people stands for the model once" : nil
  }

  private func pairs(_ estimates: [Estimate]) -> [Measure] {
    var measures: [Measure] = []
    let totals = agreement.pairs.sums.totals
    var kappas: [Double] = []
    for (pair, estimate) in zip(agreement.pairs.all, estimates.dropFirst()) {
      let table = agreement.pairs.tables[pair.index]
      guard table.total > 0 else { continue }
      let subject =
        "\(study.annotators[Int(pair.first)].name) · \(study.annotators[Int(pair.second)].name)"
      let questions = Int(totals[2 * pair.index])
      let kappa = table.kappa()
      if let value = kappa.value { kappas.append(value) }
      measures.append(
        Measure(.annotatorPair, subject, MeasureName.agreement(.hpsv2), estimate, n: questions))
      measures.append(
        Measure(
          .annotatorPair, subject, MeasureName.agreement(.accEq), table.agreement,
          Interval.wilson(successes: Double(table.agreements), trials: Double(table.total)), n: table.total,
          note: "interval: Wilson, pairs taken as independent"))
      measures.append(
        Measure(
          .annotatorPair, subject, MeasureName.cohenKappa, kappa, table.kappaInterval(), n: table.total,
          note: "interval: normal, pairs taken as independent"))
    }
    guard let mean = estimates.first else { return [] }
    let compared = agreement.pairs.all.count { totals[2 * $0.index] > 0 }
    let left = study.annotators.count - agreement.pairs.annotators.count
    let note = left > 0 ? "the \(AnnotatorPairs.mostAnnotators) annotators with most choices" : nil
    return [
      Measure(.humanHuman, "", MeasureName.meanOfAnnotatorPairs, mean, n: compared, note: note),
      Measure(
        .humanHuman, "", "\(MeasureName.cohenKappa), mean of annotator pairs",
        .share(kappas.reduce(0, +), of: Double(kappas.count)), n: kappas.count,
        note: note ?? "no interval: see each pair's"),
    ] + measures
  }
}
