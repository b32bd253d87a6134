extension Page {
  static func generators(_ report: Report) -> [PageSection] {
    let strengths = report.measures(.generator).filter { $0.name == MeasureName.strength }
      .sorted { ($0.value.value ?? -.infinity) > ($1.value.value ?? -.infinity) }
    guard !strengths.isEmpty else { return [] }
    var blocks: [Block] = [
      .forest(
        Forest(
          title: "Bradley–Terry strength (log; 0 is the mean)", rows: strengths.map { Forest.Row($0) },
          unit: .number(2), reference: 0))
    ]
    if let note = strengths.first?.note, strengths.first?.value.value == nil { blocks.append(.text(note)) }
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
    if !rankings.isEmpty {
      blocks.append(
        .table(
          Table(
            title: "Scorers' ranking against people's", columns: ["", "", "95 %", "generators"],
            rows: rankings.map { measure in
              ["\(measure.scorer ?? ""), \(measure.name)"] + cells(measure, .number(3))
            })))
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
