import Preferences

extension Page {
  /// Everything that the report says, in the order of the questions: what there is, whether people agree with themselves and
  /// with each other, whether scorers do, and what follows for generators.
  package init(_ report: Report) {
    let data = report.data
    title = "konomi report"
    facts = [
      Self.count(data.choices.all, "choice"), Self.count(data.annotators.count, "annotator"),
      Self.count(data.prompts, "prompt"), Self.count(data.candidates, "candidate"),
      Self.count(data.scorers.count, "scorer"),
    ].joined(separator: " · ")
    sections = [Self.data(report), Self.people(report)] + Self.scorers(report) + Self.generators(report)
  }

  static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  private static func data(_ report: Report) -> PageSection {
    var blocks: [Block] = [.table(choices(report))]
    blocks += leftOut(report).map(Block.text)
    if report.data.annotators.count > 1 { blocks.append(.table(annotators(report))) }
    blocks.append(.table(consistency(report)))
    return PageSection(
      title: "Data", introduction: "Choices that stand, and the habits of those who made them.",
      blocks: blocks)
  }

  private static func choices(_ report: Report) -> Table {
    let data = report.data
    func row(_ label: String, _ counts: ReportData.Counts) -> [String] {
      [label]
        + [
          counts.all, counts.preferred, counts.rankings, counts.ties, counts.bothBad, counts.skips,
          counts.flagged,
        ].map { "\($0)" }
    }
    return Table(
      title: "",
      columns: ["", "choices", "preferred", "rankings", "ties", "both bad", "skips", "flagged"],
      rows: [row("counted", data.choices)] + (data.repeats.all > 0 ? [row("repeats", data.repeats)] : []))
  }

  private static func leftOut(_ report: Report) -> [String] {
    let data = report.data
    var lines = [
      "They say something of \(count(data.pairs, "pair")) of candidates, \(data.decidedPairs) of them decided."
    ]
    let strata = data.choices.strata.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.value) \($0.key.rawValue)" }
    if !strata.isEmpty { lines.append("By how their trials were picked: \(strata.joined(separator: ", ")).") }
    if data.leftOut.revealed > 0 {
      lines.append(
        "Left out: \(data.leftOut.revealed) made with scores in sight; --include-revealed counts them too.")
    }
    for (policy, number) in data.leftOut.strata.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("Left out: \(number) on trials picked by \(policy.rawValue); --strata names what counts.")
    }
    if data.choices.all > 0 {
      let prompts =
        data.bootstrap.promptGroups < data.prompts ? " in \(data.bootstrap.promptGroups) random groups" : ""
      lines.append(
        "Intervals hold 95 %, from \(data.bootstrap.replicates) draws of prompts\(prompts), and against scorers of annotators too, unless a note says otherwise."
      )
    }
    return lines
  }

  private static func annotators(_ report: Report) -> Table {
    let most = 30
    let names = report.data.annotators
    let rows = names.prefix(most).map { name in
      ["choices", "ties", "both_bad", "skips", "flagged"].reduce(into: [name]) { row, measure in
        row.append(
          report.measure(.annotator, name, measure).flatMap(\.value.value).map { "\(Int($0))" } ?? "")
      } + [pace(report, .annotator, name)]
    }
    return Table(
      title: names.count > most ? "Annotators (\(most) of \(names.count); --json has all)" : "Annotators",
      columns: ["", "choices", "ties", "both bad", "skips", "flagged", "s a choice"], rows: Array(rows))
  }

  private static func pace(_ report: Report, _ section: Measure.Section, _ subject: String) -> String {
    guard let measure = report.measure(section, subject, MeasureName.responseMilliseconds),
      let median = measure.value.value
    else { return "–" }
    return FigureUnit.fixed(median / 1000, 1)
  }

  private static func consistency(_ report: Report) -> Table {
    var rows: [[String]] = []
    func add(_ label: String, _ measure: Measure?, _ unit: FigureUnit) {
      guard let measure else { return }
      rows.append([label] + cells(measure, unit))
    }
    add("preferred the one shown first", report.measure(.leftBias, "", MeasureName.leftRate), .percent)
    add("  exact test against one half, p", report.measure(.leftBias, "", "binomial_p"), .number(4))
    add("same choice again", report.measure(.selfConsistency, "", MeasureName.selfAgreement), .percent)
    add("  with sides swapped", report.measure(.selfConsistency, "", MeasureName.swapConsistency), .percent)
    add("  in the same order", report.measure(.selfConsistency, "", MeasureName.orderConsistency), .percent)
    add("median seconds a choice", seconds(report), .number(1))
    return Table(title: "Habits", columns: ["", "", "95 %", "n"], rows: rows)
  }

  private static func seconds(_ report: Report) -> Measure? {
    guard let measure = report.measure(.data, "", MeasureName.responseMilliseconds) else { return nil }
    guard let value = measure.value.value else { return measure }
    return Measure(measure.section, "", measure.name, .value(value / 1000), n: measure.n)
  }

  /// Value, interval and n.
  static func cells(_ measure: Measure, _ unit: FigureUnit) -> [String] {
    guard let value = measure.value.value else {
      return [measure.value.undefined?.description ?? "", "", "\(measure.n)"]
    }
    let interval = measure.interval.map { unit.text($0.low...$0.high) } ?? ""
    return [unit.text(value) + unit.suffix, interval, "\(measure.n)"]
  }
}
