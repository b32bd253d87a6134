import Reports
import Training

extension TrainingOutcome {
  /// The same for a browser, with how it was made.
  func page() -> Page {
    var blocks: [Block] = []
    if let before = record.before, let after = record.after {
      blocks.append(
        .table(
          Table(
            title: "On prompts that it was not trained on",
            columns: ["", "before", "after", "n", "McNemar"],
            rows: [
              Self.cells("choices predicted", before.choices, after.choices, p: record.mcnemarP.value),
              Self.cells("pairs predicted", before.pairs, after.pairs, p: record.pairsMcnemarP.value),
              [
                "loss (\(record.settings["loss"] ?? ""))", before.loss.text(decimals: 4),
                after.loss.text(decimals: 4), "", "",
              ],
              [
                "calibration error (ECE)", Self.percent(before.calibrationError.value),
                Self.percent(after.calibrationError.value), "", "",
              ],
            ])))
    }
    blocks.append(.curve(curve))
    let settings = record.settings.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
    return Page(
      title: "konomi train",
      facts: "\(output) · from \(record.base.name) · \(record.steps) of \(record.stepsPlanned) steps",
      sections: [
        PageSection(
          title: "What it learnt",
          introduction:
            "Intervals of 95 % and McNemar's test take what is said on one prompt as one cluster: answers on it are no independent ones.",
          blocks: blocks),
        PageSection(
          title: "How it was made", introduction: "This stands in the metadata of the weights too.",
          blocks: [.table(Table(title: "", columns: ["setting", ""], rows: settings))]),
      ])
  }

  private static func cells(
    _ name: String, _ before: TrainingRecord.Figures.Share, _ after: TrainingRecord.Figures.Share, p: Double?
  ) -> [String] {
    [name, share(before), share(after), "\(after.n)", test(p)]
  }
}
