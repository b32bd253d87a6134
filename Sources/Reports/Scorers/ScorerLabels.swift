import Preferences

/// What scorers are called in a report. Two checkpoints under one file name are two scorers, and look it.
enum ScorerLabels {
  /// In the order given.
  static func labels(of scorers: [ScorerIdentity]) -> [ReportData.Scorer] {
    let short = scorers.map(short)
    return scorers.enumerated().map { index, scorer in
      let isUnique = short.count { $0 == short[index] } == 1
      let id = String(scorer.id.description.prefix(8))
      return ReportData.Scorer(
        label: isUnique ? short[index] : "\(short[index]) (\(id))", identity: scorer,
        isSuperseded: scorers[(index + 1)...].contains { $0.name == scorer.name })
    }
  }

  private static func short(_ scorer: ScorerIdentity) -> String {
    guard let checkpoint = scorer.checkpoint else { return scorer.name }
    return "\(scorer.name)@\(checkpoint.hexadecimal.prefix(8))"
  }
}
