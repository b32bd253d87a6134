extension Page {
  static func generators(_ report: Report) -> [PageSection] {
    let bounded = report.measures(.generator).filter { $0.name == MeasureName.boundedStrength }
    let place = Dictionary(bounded.map { ($0.subject, $0.value.value ?? -.infinity) }) { first, _ in first }
    let strengths = report.measures(.generator).filter { $0.name == MeasureName.strength }
      .sorted {
        ($0.value.value ?? place[$0.subject] ?? -.infinity)
          > ($1.value.value ?? place[$1.subject] ?? -.infinity)
      }
    guard !strengths.isEmpty else { return [] }
    let rows = strengths.map { measure in
      Forest.Row(measure, reason: measure.remark.map { "unbounded: " + $0 })
    }
    var blocks: [Block] = [
      .forest(
        Forest(
          title: "Bradley–Terry strength (log; 0 is the mean)", rows: rows, unit: .number(2), reference: 0))
    ]
    if bounded.isEmpty {
      if let note = strengths.first?.note, strengths.first?.value.value == nil { blocks.append(.text(note)) }
    } else {
      let rows = strengths.compactMap { strength in bounded.first { $0.subject == strength.subject } }
      blocks.append(
        .forest(
          Forest(
            title: "The same with half a win added for either of any two that met, which bounds it",
            rows: rows.map { Forest.Row($0) }, unit: .number(2), reference: 0)))
    }
    let order = strengths.map(\.subject)
    for scorer in report.data.scorers {
      let means = report.measures(.generator, scorer: scorer.label).filter {
        $0.name == MeasureName.meanScore
      }
      let rows = order.compactMap { name in means.first { $0.subject == name } }.map { Forest.Row($0) }
      blocks.append(
        .forest(Forest(title: "Mean score, \(scorer.label)", rows: rows, unit: .number(4), reference: nil)))
    }
    let rankings = report.measures(.generatorRanking)
    var remarks = Remarks()
    if !rankings.isEmpty {
      blocks.append(
        .table(
          Table(
            title: "Scorers' ranking against people's", columns: ["", "", "95 %", "generators"],
            rows: rankings.map { measure in
              ["\(measure.scorer ?? ""), \(measure.name)"] + cells(measure, .number(3), &remarks)
            }, remarks: remarks.lines)))
    }
    return [
      PageSection(
        title: "Generators",
        introduction:
          "Ranked by people's choices between images of different generators, strongest first, and by each scorer's mean score.",
        blocks: blocks)
    ]
  }
}
