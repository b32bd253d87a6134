import FoundationEssentials
import Preferences

/// A whole process that finds every score in the database and prints them all.
struct CachedScores {
  let checkpoint: String
  let count: Int
  let rounds: Int

  func measure() throws {
    let workplace = try Workplace()
    let pictures = try workplace.writeScenes(8, side: 64)
    let store = try workplace.fill(try Workplace.repeating(pictures, count: count / 2))
    let images = pictures[0].candidates.map(\.path)
    // Makes the scorer known to the database.
    try score(["--prompt", "a red fox"] + images, in: workplace)
    guard let scorer = try store.scorers().first else {
      throw PseudoTerminal.Failure(description: "the scorer was not kept")
    }
    for summaries in try store.comparisonSummaries().chunks(of: 500) {
      let scores = try summaries.compactMap { try store.comparison($0.id) }.flatMap { comparison in
        comparison.candidates.map { CandidateScore(comparison: comparison.id, image: $0.image, score: 0.2) }
      }
      try store.record(scores, by: scorer.id)
    }
    let times = try (0..<rounds).map { _ in
      try ContinuousClock.time { try score(["--all"], in: workplace) } / 1000
    }
    try Figure(
      "scores a second in a run that has all of \(count) in the database, process start included",
      Double(count) / times.median, "1/s", target: ">= 10000", n: rounds,
      note: "\(times.median) s"
    ).print()
  }

  private func score(_ arguments: [String], in workplace: Workplace) throws {
    let command =
      [try workplace.konomi, "score", "--json", "--model", checkpoint, "--db", workplace.database] + arguments
    let quoted = command.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", quoted + " > /dev/null"], columns: 80, rows: 24, environment: environment)
    _ = try terminal.waitForExit()
  }
}

extension [ComparisonSummary] {
  fileprivate func chunks(of size: Int) -> [ArraySlice<ComparisonSummary>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
