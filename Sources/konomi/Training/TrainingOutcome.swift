import Reports
import Training

/// What a training came to.
struct TrainingOutcome {
  let output: String
  let record: TrainingRecord

  func json() -> String { record.json(writtenTo: output) }

  func text(width: Int = 80) -> String {
    var lines = ["on prompts that it was not trained on   before                after"]
    if let before = record.before, let after = record.after {
      lines.append(Self.row("choices predicted", before.choices, after.choices, p: record.mcnemarP.value))
      lines.append(Self.row("pairs predicted", before.pairs, after.pairs, p: record.pairsMcnemarP.value))
      lines.append(
        Self.row(
          "loss (\(record.settings["loss"] ?? ""))", before.loss.text(decimals: 4),
          after.loss.text(decimals: 4)))
      lines.append(
        Self.row(
          "calibration error (ECE)", Self.percent(before.calibrationError.value),
          Self.percent(after.calibrationError.value)))
    }
    lines.append(" intervals (95 %) and McNemar's test take prompts as clusters")
    lines.append("")
    lines += curve.lines(width: width)
    lines.append("")
    let steps =
      record.steps == record.stepsPlanned ? "\(record.steps)" : "\(record.steps) of \(record.stepsPlanned)"
    lines.append(
      "written to \(output), after \(steps) \(record.stepsPlanned == 1 ? "step" : "steps"); how it was made stands in its metadata"
    )
    return lines.joined(separator: "\n") + "\n"
  }

  var curve: Curve {
    Curve(
      title: "loss", unit: "steps",
      series: [
        Curve.Series(
          name: "validation",
          points: record.curve.map { Curve.Point(step: $0.step, value: $0.validationLoss) }),
        Curve.Series(
          name: "training",
          points: record.curve.compactMap { point in
            point.trainingLoss.map { Curve.Point(step: point.step, value: $0) }
          }),
      ])
  }

  private static func row(
    _ name: String, _ before: TrainingRecord.Figures.Share, _ after: TrainingRecord.Figures.Share, p: Double?
  ) -> String {
    row(name, share(before), share(after)) + "  n \(after.n)  McNemar \(test(p))"
  }

  static func test(_ p: Double?) -> String {
    p.map { "p \(FigureUnit.pValue.text($0))" } ?? "p -"
  }

  private static func row(_ name: String, _ before: String, _ after: String) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    return " " + padded(name, 27) + padded(before, 21) + after
  }

  static func share(_ share: TrainingRecord.Figures.Share) -> String {
    guard let low = share.low.value, let high = share.high.value else { return percent(share.value.value) }
    return
      "\(percent(share.value.value)) [\((100 * low).text(decimals: 1)), \((100 * high).text(decimals: 1))]"
  }

  static func percent(_ share: Double?) -> String {
    share.map { "\((100 * $0).text(decimals: 1)) %" } ?? "-"
  }
}
