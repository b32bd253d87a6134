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
          .humanHuman, "", MeasureName.agreement(convention, human: true),
          estimate.ofShare(clusters: agreement.prompts(convention)),
          n: agreement.n(convention),
          note: Self.note(convention)))
    }
    let coefficients = HumanAgreement.Coefficient.allCases
    for (coefficient, estimate) in zip(coefficients, estimates.dropFirst(conventions.count)) {
      measures.append(
        Measure(
          .humanHuman, "", coefficient.name,
          estimate.ofNumber(clusters: agreement.prompts(coefficient)), n: agreement.units(coefficient),
          remark: coefficient == .fleissKappa ? fleissRemark : nil, note: Self.bothWays))
    }
    return measures + pairs(Array(estimates.dropFirst(conventions.count + coefficients.count)))
  }

  private static let bothWays =
    "each pair of candidates counted both ways, so that it does not matter which is called the first"

  private static func note(_ convention: PairConvention) -> String? {
    convention == .imagereward ? "each of two people stands for the model once" : nil
  }

  /// What Fleiss' kappa leaves out: it is for items that equally many people judged.
  private var fleissRemark: String? {
    let (even, all) = (agreement.units(.fleissKappa), agreement.units(.alphaNominal))
    guard even < all else { return nil }
    return
      "over the \(even) of \(counted(all, "pair")) that \(agreement.evenRaters) people judged; Krippendorff's alpha takes them all"
  }

  private func pairs(_ estimates: [Estimate]) -> [Measure] {
    guard let mean = estimates.first else { return [] }
    let totals = agreement.pairs.sums.totals
    var measures: [Measure] = []
    var (kappas, weights, undefinedKappas) = (0.0, 0, 0)
    var thin: [(names: String, pairs: Int)] = []
    for (pair, estimate) in zip(agreement.pairs.all, estimates.dropFirst()) {
      let table = agreement.pairs.tables[pair.index]
      guard table.total > 0 else { continue }
      let subject =
        "\(study.annotators[Int(pair.first)].name) · \(study.annotators[Int(pair.second)].name)"
      let kappa = table.countedBothWays(swapping: 0, 1).kappa()
      if let value = kappa.value {
        kappas += value * Double(table.total)
        weights += table.total
      } else {
        undefinedKappas += 1
      }
      if table.total < AnnotatorPairs.fewPairs { thin.append((subject, table.total)) }
      measures += self.measures(
        of: subject, table, kappa: kappa,
        inversion: estimate.ofShare(clusters: agreement.pairs.sums.clusters(having: 2 * pair.index)),
        questions: Int(totals[2 * pair.index]))
    }
    let compared = agreement.pairs.all.count { totals[2 * $0.index] > 0 }
    let left = study.annotators.count - agreement.pairs.annotators.count
    let note = left > 0 ? "the \(AnnotatorPairs.mostAnnotators) annotators with most choices" : nil
    let questions = agreement.sums.clusters(having: HumanAgreement.Column.question.rawValue)
    let without =
      undefinedKappas > 0
      ? "\(counted(undefinedKappas, "pair")) of annotators without a kappa left out" : nil
    return [
      Measure(
        .humanHuman, "", MeasureName.meanOfAnnotatorPairs, mean.ofShare(clusters: questions), n: compared,
        remark: Self.remark(thin, of: measures.count / 4), note: note),
      Measure(
        .humanHuman, "", MeasureName.cohenKappaByOverlap, .share(kappas, of: Double(weights)),
        n: measures.count / 4 - undefinedKappas, remark: "no interval: see each pair's",
        note: [
          "the mean over pairs of annotators, weighted by the pairs of candidates that both judged", without,
          note,
        ].compactMap { $0 }.joined(separator: "; ")),
    ] + measures
  }

  /// Four of each two annotators.
  private func measures(
    of subject: String, _ table: ConfusionTable, kappa: Statistic, inversion: Estimate, questions: Int
  ) -> [Measure] {
    // The error of kappa is 0 where nobody ever said otherwise, however few were asked.
    let interval = table.countedBothWays(swapping: 0, 1).kappaInterval(itemsCounted: 2)
      .flatMap { $0.low < $0.high ? $0 : nil }
    let decided = AgreementOfTwo(table)
    return [
      Measure(.annotatorPair, subject, MeasureName.agreement(.hpsv2), inversion, n: questions),
      Measure(
        .annotatorPair, subject, MeasureName.agreement(.imagereward), decided.share,
        .wilson(successes: decided.earned / 2, trials: decided.counted / 2), n: Int(decided.counted),
        note: "each of the two stands for the model once; interval: Wilson, pairs taken as independent"),
      Measure(
        .annotatorPair, subject, MeasureName.agreement(.accEq), table.agreement,
        .wilson(successes: Double(table.agreements), trials: Double(table.total)), n: table.total,
        note: "interval: Wilson, pairs taken as independent"),
      Measure(
        .annotatorPair, subject, MeasureName.cohenKappa, kappa, interval, n: table.total,
        remark: kappa.value != nil && interval == nil
          ? "no interval: the two never differ on \(counted(table.total, "pair"))" : nil,
        note: "\(Self.bothWays); interval: normal, pairs taken as independent"),
    ]
  }

  /// Names the pairs of annotators that have little in common, the fewest first.
  private static func remark(_ thin: [(names: String, pairs: Int)], of all: Int) -> String? {
    guard !thin.isEmpty else { return nil }
    let most = 3
    let few = "fewer than \(AnnotatorPairs.fewPairs) pairs of candidates in common"
    if thin.count == all, all > 1 { return "every two annotators have \(few)" }
    let named = thin.sorted { $0.pairs < $1.pairs }.prefix(most).map { "\($0.names) (\($0.pairs))" }
    let more = thin.count > most ? " and \(thin.count - most) more" : ""
    return "thin, \(few): \(named.joined(separator: ", "))\(more)"
  }
}
