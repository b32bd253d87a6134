import Statistics

extension Page {
  static func scorers(_ report: Report) -> [PageSection] {
    guard !report.data.scorers.isEmpty else {
      return [
        PageSection(
          title: "Scorers and people",
          introduction:
            "The database holds no scores; `konomi score --all --model PATH` makes some, for the database that --db names.",
          blocks: [])
      ]
    }
    return [agreement(report), calibration(report), parts(report)].compactMap { $0 }
  }

  private static func agreement(_ report: Report) -> PageSection {
    var blocks: [Block] = PairConvention.allCases.map { convention in
      let name = MeasureName.agreement(convention)
      var rows = report.measures(.humanScorer).filter { $0.name == name }.map { measure in
        Forest.Row(measure, label: measure.scorer ?? "")
      }
      if let human = report.measure(.humanHuman, "", MeasureName.agreement(convention, human: true)) {
        rows.append(Forest.Row(human, label: "people with people", isCeiling: true))
      }
      return .forest(Forest(title: name, rows: rows, unit: .percent, reference: 0.5))
    }
    blocks.append(.table(coverage(report)))
    if let best = best(report) { blocks.append(best) }
    return PageSection(
      title: "Scorers and people",
      introduction:
        "The higher score stands for the scorer's choice. The four conventions differ in what a tie counts; ◆ is how far people agree with each other under the same one.",
      blocks: blocks)
  }

  private static func coverage(_ report: Report) -> Table {
    let rows = report.data.scorers.map { scorer in
      let coverage = report.measure(.humanScorer, "", scorer: scorer.label, MeasureName.coverage)
      let needed = report.measure(.humanScorer, "", scorer: scorer.label, MeasureName.pairsNeeded)
      let share = coverage?.value.value.map { FigureUnit.percent.text($0) + " %" } ?? "–"
      return [
        scorer.label + (scorer.isSuperseded ? " (an older one of this name)" : ""), share,
        "\(coverage?.n ?? 0)",
        needed.map { need($0) } ?? "–",
      ]
    }
    return Table(
      title: "Coverage and power", columns: ["", "scored", "of pairs", "decided pairs needed"], rows: rows)
  }

  /// `≈ 85, has 40` or `≈ 85, enough`.
  private static func need(_ measure: Measure) -> String {
    guard let needed = measure.value.value else { return measure.value.undefined?.description ?? "" }
    let more = needed - Double(measure.n)
    return "≈ \(FigureUnit.fixed(needed, 0)), " + (more > 0 ? "\(FigureUnit.fixed(more, 0)) more" : "enough")
  }

  private static func best(_ report: Report) -> Block? {
    let tests = report.measures(.scorerPair).filter { $0.name == MeasureName.mcNemar }
    guard let scorer = tests.first?.scorer else { return nil }
    let rows = tests.map { test in
      func count(_ name: String) -> String {
        report.measure(.scorerPair, test.subject, scorer: test.scorer, name)?.value.value.map { "\(Int($0))" }
          ?? ""
      }
      let p = test.value.value.map(FigureUnit.pValue.text)
      return [
        test.subject, count(MeasureName.firstOnly), count(MeasureName.secondOnly), p ?? test.note ?? "",
      ]
    }
    return .table(
      Table(
        title: "\(scorer), which agrees most (exact McNemar test)",
        columns: ["", "right alone", "other right alone", "p"], rows: rows))
  }

  private static func calibration(_ report: Report) -> PageSection? {
    let labels = report.data.scorers.map(\.label).filter { label in
      !report.measures(.calibration, scorer: label).isEmpty
    }
    guard !labels.isEmpty else { return nil }
    var remarks = Remarks()
    let rows = labels.map { label in
      let figures = [MeasureName.calibrationError, MeasureName.brier, MeasureName.likelihood].map { name in
        report.measure(.calibration, "", scorer: label, name).map { measure in
          let figure = cells(measure, .number(3), &remarks)
          return figure[0] + (measure.interval == nil ? "" : " ") + figure[1]
        } ?? ""
      }
      let n = report.measure(.calibration, "", scorer: label, MeasureName.brier)?.n ?? 0
      return [label] + figures + ["\(n)"]
    }
    let plots = labels.map { label in
      Block.reliability(ReliabilityPlot(title: label, bins: bins(report, label)))
    }
    return PageSection(
      title: "Calibration",
      introduction:
        "Of the decided pairs that a scorer predicts with some probability, as many should come out so. Lower is better; a coin has a Brier score of 0.250 and an NLL of 0.693.",
      blocks: [
        .table(
          Table(title: "", columns: ["", "ECE", "Brier", "NLL", "n"], rows: rows, remarks: remarks.lines))
      ] + plots)
  }

  private static func bins(_ report: Report, _ label: String) -> [ReliabilityPlot.Bin] {
    report.measures(.reliability, scorer: label).filter { $0.name == MeasureName.accuracy }.compactMap {
      measure in
      guard let accuracy = measure.value.value,
        let confidence = report.measure(
          .reliability, measure.subject, scorer: label, MeasureName.confidence)?.value.value
      else { return nil }
      return ReliabilityPlot.Bin(
        range: measure.subject, confidence: confidence, accuracy: accuracy,
        interval: measure.interval.map { $0.low...$0.high }, n: measure.n)
    }
  }

  private static func parts(_ report: Report) -> PageSection? {
    let sections: [(section: Measure.Section, title: String)] = [
      (.byAnnotator, "annotators"), (.byGenerator, "generators, pairs with an image of theirs"),
      (.byGeneratorPair, "two generators against each other"), (.byTag, "tags"),
    ]
    let leftOut = report.data.partsLeftOut
    func most(_ measures: [Measure], _ leftOut: Int) -> String {
      leftOut == 0 ? "" : "; the \(measures.count) of \(measures.count + leftOut) with most pairs"
    }
    var blocks: [Block] = []
    for scorer in report.data.scorers {
      for (section, title) in sections {
        let measures = report.measures(section, scorer: scorer.label)
        guard !measures.isEmpty else { continue }
        blocks.append(
          .forest(
            Forest(
              title: "\(scorer.label) by \(title)" + most(measures, leftOut[section] ?? 0),
              rows: measures.map { Forest.Row($0) }, unit: .percent,
              reference: 0.5)))
      }
    }
    guard !blocks.isEmpty else { return nil }
    return PageSection(
      title: "Where they agree",
      introduction:
        "\(MeasureName.agreement(MeasureName.breakdown)), of which a coin has a half: decided pairs, a tie of scores is wrong.",
      blocks: blocks)
  }
}
