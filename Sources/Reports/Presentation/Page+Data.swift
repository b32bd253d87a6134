import Preferences
import Statistics

extension Page {
  /// Everything that the report says, in the order of the questions: what there is, whether people agree with themselves and
  /// with each other, whether scorers do, and what follows for generators.
  package init(_ report: Report) {
    let data = report.data
    title = "konomi report"
    facts = [
      counted(data.choices.all, "choice"), counted(data.annotators.count, "annotator"),
      counted(data.prompts, "prompt"), counted(data.candidates, "candidate"),
      counted(data.scorers.count, "scorer"),
    ].joined(separator: " · ")
    sections = [Self.data(report), Self.people(report)] + Self.scorers(report) + Self.generators(report)
  }

  private static func data(_ report: Report) -> PageSection {
    var blocks: [Block] = [.table(choices(report))]
    blocks += (leftOut(report) + conditions(report)).map(Block.text)
    if report.data.annotators.count > 1 { blocks.append(.table(annotators(report))) }
    let sessions = sessions(report)
    if !sessions.rows.isEmpty { blocks.append(.table(sessions)) }
    return PageSection(
      title: "Data", introduction: "Choices that stand, and the habits of those who made them.",
      blocks: blocks + habits(report))
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
      "They judge \(counted(data.pairs, "pair")) of candidates, \(data.decidedPairs) of them decided."
    ]
    if let sentence = data.sights.sentence { lines.append("\(sentence).") }
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
    if data.choices.all > 0, data.bootstrap.replicates > 0 {
      let prompts =
        data.bootstrap.promptGroups < data.prompts ? " in \(data.bootstrap.promptGroups) random groups" : ""
      lines.append(
        "Intervals of 95 % come from \(counted(data.bootstrap.replicates, "draw")) of prompts\(prompts); those of scorers against people draw annotators too."
      )
    }
    return lines
  }

  private static func annotators(_ report: Report) -> Table {
    let most = 30
    let names = report.data.annotators
    let counts = ["choices", "ties", "both_bad", "skips", "flagged"]
    let rows = names.prefix(most).map { name in
      let left = report.measure(.leftBias, name, MeasureName.leftRate)?.value.value
      return [name]
        + counts.map { measure in
          report.measure(.annotator, name, measure).flatMap(\.value.value).map { "\(Int($0))" } ?? ""
        } + [left.map(FigureUnit.percent.text) ?? "", pace(report, name)]
    }
    let columns = ["", "choices", "ties", "both bad", "skips", "flagged", "left %", "s/choice"]
    let known = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    return Table(
      title: names.count > most ? "Annotators (\(most) of \(names.count); --json has all)" : "Annotators",
      columns: known.map { columns[$0] }, rows: rows.map { row in known.map { row[$0] } })
  }

  private static func pace(_ report: Report, _ annotator: String) -> String {
    guard let measure = report.measure(.annotator, annotator, MeasureName.responseMilliseconds),
      let median = measure.value.value
    else { return "" }
    return FigureUnit.fixed(median / 1000, 1)
  }

  /// Those that somebody sat in, so that `--session` can name one.
  private static func sessions(_ report: Report) -> Table {
    let most = 12
    let sessions = report.data.sessions.filter { $0.session.origin == .annotation }
    return Table(
      title: sessions.count > most
        ? "Sessions (the last \(most) of \(sessions.count); --json has all)" : "Sessions",
      columns: ["", "begun", "choices"],
      rows: sessions.suffix(most).map {
        [$0.session.id.description, $0.session.startedAt.iso8601, "\($0.choices)"]
      })
  }

  private static func habits(_ report: Report) -> [Block] {
    var rows: [[String]] = []
    var missing: [String] = []
    var remarks = Remarks()
    func add(_ label: String, _ measure: Measure?, _ unit: FigureUnit) {
      guard let measure, measure.n > 0 else { return }
      rows.append([label] + cells(measure, unit, &remarks))
    }
    let left = report.measure(.leftBias, "", MeasureName.leftRate)
    if left?.n ?? 0 == 0 {
      missing.append("Left bias: unknown, since konomi showed no pair of which one was preferred.")
    }
    add("preferred the left one", left, .percent)
    add("  exact test against one half, p", report.measure(.leftBias, "", "binomial_p"), .pValue)
    let again = report.measure(.selfConsistency, "", MeasureName.selfAgreement)
    if again?.n ?? 0 == 0 {
      missing.append("Self-consistency: unknown, since nobody was asked the same twice.")
    }
    add("the same when asked again", again, .percent)
    add("  with sides swapped", report.measure(.selfConsistency, "", MeasureName.swapConsistency), .percent)
    add("  in the same order", report.measure(.selfConsistency, "", MeasureName.orderConsistency), .percent)
    add("median seconds a choice (quartiles)", seconds(report), .number(1))
    return
      (rows.isEmpty
      ? []
      : [
        .table(Table(title: "Habits", columns: ["", "", "95 %", "n"], rows: rows, remarks: remarks.lines))
      ])
      + missing.map(Block.text)
  }

  private static func seconds(_ report: Report) -> Measure? {
    guard let measure = report.measure(.data, "", MeasureName.responseMilliseconds),
      let value = measure.value.value
    else { return nil }
    let quartiles = measure.interval.flatMap { Interval(low: $0.low / 1000, high: $0.high / 1000) }
    return Measure(measure.section, "", measure.name, .value(value / 1000), quartiles, n: measure.n)
  }

  /// Value, interval and n.
  static func cells(_ measure: Measure, _ unit: FigureUnit, _ remarks: inout Remarks) -> [String] {
    guard let value = measure.value.value else {
      return [measure.value.undefined?.description ?? "", "", "\(measure.n)"]
    }
    let interval = measure.interval.map { unit.text($0.low...$0.high) } ?? ""
    return [unit.text(value) + unit.suffix, interval + remarks.mark(measure.remark), "\(measure.n)"]
  }
}
