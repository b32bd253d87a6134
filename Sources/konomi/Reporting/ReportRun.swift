import Preferences
import Reports

/// Makes a report of what a store holds, telling how far it is; Ctrl-C ends it between two steps.
struct ReportRun {
  let store: any ChoiceStore & StudySource & ScoreStore
  /// Those that the report is to name.
  let scorers: [ScorerIdentity]
  let scope: ReportScope
  let options: ReportOptions

  func run() throws -> Report {
    let interruption = Interruption()
    let flag = interruption.flag
    defer { withExtendedLifetime(interruption) {} }
    var line = ProgressLine(unit: "steps")
    defer { line.clear() }
    // Reading the choices, each scorer, drawing.
    let steps = scorers.count + 2
    func check(_ done: Int) throws {
      if flag.isRaised { throw Self.interrupted }
      line.show(done, fraction: Double(done) / Double(steps))
    }
    try check(0)
    guard let study = try store.study(scope.filter, isCancelled: { flag.isRaised }) else {
      throw Self.interrupted
    }
    try scope.check(study) {
      let everything = StudyFilter(includesRevealed: true, strata: Set(Selection.Policy.allCases))
      guard let all = try store.study(everything, isCancelled: { flag.isRaised }) else {
        throw Self.interrupted
      }
      return all
    }
    var builder = ReportBuilder(study, scorers: scorers, options: options)
    for (number, scorer) in scorers.enumerated() {
      try check(number + 1)
      builder.add(scorer, scores: try store.scores(by: scorer.id, in: study))
    }
    try check(steps - 1)
    var report = builder.report()
    try report.addConditions(store.conditions)
    try check(steps)
    return report
  }

  private static let interrupted = CommandFailure(.interrupted, "stopped; nothing was written")
}
