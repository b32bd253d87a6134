import Preferences
import Statistics

extension Page {
  static func people(_ report: Report) -> PageSection {
    let all = report.measures(.humanHuman)
    let agreements = all.filter { $0.name.hasPrefix("agreement") }
    let coefficients = all.filter { !$0.name.hasPrefix("agreement") }
    var blocks: [Block] = [
      .text(headline(report)),
      .forest(
        Forest(
          title: "Agreement", rows: agreements.map { Forest.Row($0) }, unit: .percent, reference: 0.5)),
      .forest(
        Forest(
          title: "Beyond chance", rows: coefficients.map { Forest.Row($0) }, unit: .number(3), reference: 0)),
    ]
    if let matrix = matrix(report) { blocks.append(matrix) }
    return PageSection(
      title: "People and people",
      introduction:
        "On each pair of candidates that two people judged: how often they say the same. A scorer that reaches as much is as good as one more person.",
      blocks: blocks)
  }

  /// What a study is compared with others by.
  private static func headline(_ report: Report) -> String {
    guard let mean = report.measure(.humanHuman, "", MeasureName.meanOfAnnotatorPairs) else { return "" }
    let subject = "Inversion score of hpsv2, mean over \(counted(mean.n, "pair")) of annotators"
    guard let value = mean.value.value else { return "\(subject): \(mean.note ?? "")" }
    let interval = mean.interval.map { " " + FigureUnit.percent.text($0.low...$0.high) } ?? ""
    return "\(subject): \(FigureUnit.percent.text(value)) %\(interval)"
      + (mean.remark.map { " (\($0))" } ?? "")
  }

  /// On all pairs of candidates that both judged, as the panel of the annotation screen counts them, in whatever way they
  /// were asked; hpsv2 is for rankings of the same candidates alone.
  private static func matrix(_ report: Report) -> Block? {
    let measures = report.measures(.annotatorPair).filter { $0.name == MeasureName.agreement(.imagereward) }
    guard !measures.isEmpty else { return nil }
    let bySubject = Dictionary(measures.map { ($0.subject, $0) }) { first, _ in first }
    let names = report.data.annotators.filter { name in
      report.data.annotators.contains { other in
        bySubject["\(name) · \(other)"] != nil || bySubject["\(other) · \(name)"] != nil
      }
    }
    guard names.count > 1 else { return nil }
    let values = names.indices.map { row in
      names[..<row].map { bySubject["\($0) · \(names[row])"]?.value.value }
    }
    return .matrix(
      Matrix(
        title: "\(MeasureName.agreement(.imagereward)) of every two annotators, %", names: names,
        values: values))
  }
}
