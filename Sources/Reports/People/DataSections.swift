import Preferences
import Statistics

/// The sections on what there is: counts, pace, habits of the hand, and whether annotators agree with themselves.
struct DataSections {
  let study: Study

  func counts(replicates: ReportData.Bootstrap, scorers: [ReportData.Scorer]) -> ReportData {
    var data = ReportData(filter: study.filter, leftOut: study.leftOut)
    data.comparisons = study.comparisons.count
    data.prompts = study.comparisons.promptCount
    data.candidates = study.comparisons.candidateCount
    data.sights = study.comparisons.sights
    for choice in study.choices {
      if choice.isRepeat { data.repeats.add(choice) } else { data.choices.add(choice) }
      guard !choice.isRepeat else { continue }
      study.forEachVerdict(of: choice) { pair in
        data.pairs += 1
        if pair.verdict != .tie { data.decidedPairs += 1 }
      }
    }
    data.annotators = study.annotators.map(\.name)
    data.sessions = study.sessions.map { ReportData.Session(session: $0) }
    for choice in study.choices { data.sessions[Int(choice.session)].choices += 1 }
    data.generators = study.generators
    data.tags = study.tags
    data.scorers = scorers
    data.bootstrap = replicates
    return data
  }

  func measures() -> [Measure] {
    var everybody = Hand()
    var byAnnotator = study.annotators.map { _ in Hand() }
    for choice in study.choices {
      let prefersLowest = prefersLowest(choice)
      everybody.add(choice, prefersLowest: prefersLowest)
      byAnnotator[Int(choice.annotator)].add(choice, prefersLowest: prefersLowest)
    }
    var measures = everybody.measures(of: "") + selfConsistency()
    for (annotator, hand) in zip(study.annotators, byAnnotator) {
      measures += hand.measures(of: annotator.name)
    }
    return measures
  }

  /// In a pair trial that konomi showed, so that the order on screen is known: which side was taken. `nil` for a tie or a
  /// skip, which take none.
  private func prefersLowest(_ choice: StudyChoice) -> Bool? {
    guard choice.members.count == 2, choice.policy != .imported else { return nil }
    guard choice.outcome == .preferred || choice.outcome == .ranking else { return nil }
    let (lowest, other) = (
      study.members[choice.members.lowerBound], study.members[choice.members.upperBound - 1]
    )
    return lowest.level == other.level ? nil : lowest.level < other.level
  }

  /// Repeats against the first showing of the same candidates to the same annotator.
  private func selfConsistency() -> [Measure] {
    var counts = [Agreement](repeating: Agreement(), count: 3)
    for comparison in 0..<study.comparisons.count {
      let range = study.comparisons.choices(on: comparison)
      for again in study.choices[range] where again.isRepeat {
        guard let first = study.choices[range].first(where: { isFirst($0, of: again) }) else { continue }
        let (pairs, same) = sameVerdicts(first, again)
        for index in [0, first.showsLowestFirst == again.showsLowestFirst ? 2 : 1] {
          counts[index].pairs += pairs
          counts[index].same += same
        }
      }
    }
    let names = [MeasureName.selfAgreement, MeasureName.swapConsistency, MeasureName.orderConsistency]
    let notes = ["all repeats", "repeats with sides swapped", "repeats in the same order"]
    return names.indices.map { (index: Int) -> Measure in
      let agreement = counts[index]
      return Measure(
        .selfConsistency, "", names[index], .share(Double(agreement.same), of: Double(agreement.pairs)),
        Interval.wilson(successes: Double(agreement.same), trials: Double(agreement.pairs)),
        n: agreement.pairs, note: notes[index] + "; interval: Wilson")
    }
  }

  private struct Agreement {
    var pairs = 0
    var same = 0
  }

  private func isFirst(_ choice: StudyChoice, of again: StudyChoice) -> Bool {
    guard !choice.isRepeat, choice.annotator == again.annotator,
      choice.members.count == again.members.count, (choice.outcome == .ranking) == (again.outcome == .ranking)
    else { return false }
    return zip(choice.members, again.members).allSatisfy {
      study.members[$0].place == study.members[$1].place
    }
  }

  private func sameVerdicts(_ first: StudyChoice, _ again: StudyChoice) -> (pairs: Int, same: Int) {
    var verdicts: [PairVerdict] = []
    study.forEachVerdict(of: first) { verdicts.append($0) }
    var (pairs, same) = (0, 0)
    study.forEachVerdict(of: again) { pair in
      guard let before = verdicts.first(where: { $0.first == pair.first && $0.second == pair.second }) else {
        return
      }
      pairs += 1
      if before.verdict == pair.verdict { same += 1 }
    }
    return (pairs, same)
  }
}

extension ReportData.Counts {
  fileprivate mutating func add(_ choice: StudyChoice) {
    all += 1
    strata[choice.policy, default: 0] += 1
    if choice.isFlagged { flagged += 1 }
    switch choice.outcome {
    case .preferred: preferred += 1
    case .ranking: rankings += 1
    case .tie: ties += 1
    case .bothBad: bothBad += 1
    case .skip: skips += 1
    }
  }
}

/// What one annotator's choices have in common, or everybody's.
private struct Hand {
  private var counts = ReportData.Counts()
  private var responses: [Int32] = []
  /// Pair trials in which the order on screen is known and one was preferred.
  private var decided = 0
  private var left = 0

  mutating func add(_ choice: StudyChoice, prefersLowest: Bool? = nil) {
    counts.add(choice)
    if choice.responseMilliseconds >= 0 { responses.append(choice.responseMilliseconds) }
    guard let prefersLowest else { return }
    decided += 1
    if prefersLowest == choice.showsLowestFirst { left += 1 }
  }

  func measures(of subject: String) -> [Measure] {
    var measures: [Measure] = []
    let section = subject.isEmpty ? Measure.Section.data : .annotator
    let shares = [
      ("choices", counts.all), ("ties", counts.ties), ("both_bad", counts.bothBad), ("skips", counts.skips),
      ("flagged", counts.flagged),
    ]
    for (name, count) in shares {
      measures.append(Measure(section, subject, name, .value(Double(count)), n: counts.all))
    }
    measures.append(pace(section, subject))
    measures.append(
      Measure(
        .leftBias, subject, MeasureName.leftRate, .share(Double(left), of: Double(decided)),
        Interval.clopperPearson(successes: left, trials: decided), n: decided,
        note: "decided pair trials shown by konomi, repeats among them; interval: Clopper–Pearson"))
    measures.append(
      Measure(
        .leftBias, subject, "binomial_p", BinomialTest.twoSided(successes: left, trials: decided), n: decided,
        note: "exact, two-sided, against 0.5"))
    return measures
  }

  private func pace(_ section: Measure.Section, _ subject: String) -> Measure {
    let sorted = responses.sorted()
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return Double(sorted[low]) + (place - Double(low)) * Double(sorted[high] - sorted[low])
    }
    guard !sorted.isEmpty else {
      return Measure(section, subject, MeasureName.responseMilliseconds, .undefined(.noData), n: 0)
    }
    return Measure(
      section, subject, MeasureName.responseMilliseconds, .value(quantile(0.5)),
      Interval(low: quantile(0.25), high: quantile(0.75)), n: sorted.count, note: "low and high: quartiles")
  }
}
