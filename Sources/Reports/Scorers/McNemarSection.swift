import Statistics

/// The scorer that agrees most often, against each of the others, on the decided pairs that both have scored.
struct McNemarSection {
  let scorers: [(label: ReportData.Scorer, agreement: ScorerAgreement)]

  func measures() -> [Measure] {
    guard scorers.count > 1, let best = scorers.indices.max(by: { share($0) < share($1) }) else { return [] }
    return scorers.indices.filter { $0 != best }.flatMap { measures(best, against: $0) }
  }

  private func share(_ index: Int) -> Double {
    let (right, scored) = (scorers[index].agreement.isRight, scorers[index].agreement.isScored)
    let count = scored.words.reduce(0) { $0 + $1.nonzeroBitCount }
    return count == 0 ? -1 : Double(right.words.reduce(0) { $0 + $1.nonzeroBitCount }) / Double(count)
  }

  private func measures(_ best: Int, against other: Int) -> [Measure] {
    let (first, second) = (scorers[best].agreement, scorers[other].agreement)
    var (common, firstOnly, secondOnly) = (0, 0, 0)
    for word in first.isRight.words.indices {
      let both = first.isScored.words[word] & second.isScored.words[word]
      common += both.nonzeroBitCount
      firstOnly += (both & first.isRight.words[word] & ~second.isRight.words[word]).nonzeroBitCount
      secondOnly += (both & ~first.isRight.words[word] & second.isRight.words[word]).nonzeroBitCount
    }
    let subject = "against \(scorers[other].label.label)"
    let label = scorers[best].label.label
    return [
      Measure(
        .scorerPair, subject, scorer: label, MeasureName.firstOnly, .value(Double(firstOnly)), n: common,
        note: "decided pairs that both scored; a tie of scores is wrong"),
      Measure(
        .scorerPair, subject, scorer: label, MeasureName.secondOnly, .value(Double(secondOnly)), n: common),
      Measure(
        .scorerPair, subject, scorer: label, MeasureName.mcNemar,
        McNemarTest.exact(firstOnly: firstOnly, secondOnly: secondOnly), n: firstOnly + secondOnly,
        note:
          "exact; pairs taken as independent; the first is the best of \(scorers.count), chosen on these pairs"
      ),
    ]
  }
}
