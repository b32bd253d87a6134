import Preferences

/// What scorers are called in a report: by a label that `ScorerChoice` takes, and that no two of them share.
enum ScorerLabels {
  /// In the order given.
  static func labels(of scorers: [ScorerIdentity]) -> [ReportData.Scorer] {
    let labels = scorers.map(\.label)
    return scorers.enumerated().map { index, scorer in
      let isUnique = labels.count { $0 == labels[index] } == 1
      return ReportData.Scorer(
        label: isUnique ? labels[index] : scorer.labelWithID, identity: scorer,
        isSuperseded: scorers[(index + 1)...].contains { $0.name == scorer.name })
    }
  }
}
