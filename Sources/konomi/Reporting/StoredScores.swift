import Preferences
import Screen

/// What scoring a database came to: what was done now, and the scores that are there.
struct StoredScores {
  let scorer: ScorerIdentity
  let store: any ChoiceStore & ScoreStore
  let shard: Shard
  let summary: ComparisonScoring.Summary

  func printText(describing description: String) throws {
    try StandardOutput.print(VisibleText(description).text)
    try StandardOutput.print(
      "scored now: \(counted(summary.comparisons, "comparison")) with \(counted(summary.images, "image"))")
    if !summary.leftOut.isEmpty {
      try StandardOutput.print("left out: \(counted(summary.leftOut.count, "comparison")), see above for why")
    }
    let missing = try store.comparisonsLackingScores(by: scorer.id)
    let total = try store.counts().comparisons
    try StandardOutput.print(
      "in the database: \(total - missing.count) of \(counted(total, "comparison")) \(total == 1 ? "has" : "have") scores"
    )
  }

  /// One object, written comparison by comparison.
  func printJSON() throws {
    struct Scored: Encodable {
      let comparison: String
      let prompt: String
      let images: [ScoreJSON.Image]
    }
    struct LeftOut: Encodable {
      let comparison: String
      let reason: String
    }
    let leftOut = summary.leftOut.map {
      LeftOut(comparison: $0.comparison.description, reason: $0.fault.description)
    }
    try StandardOutput.print(
      #"{"scorer":\#(try ScoreJSON.text(of: ScoreJSON.Scorer(scorer))),"scored_now":\#(summary.images)"#,
      terminator: "")
    try StandardOutput.print(
      #","left_out":\#(try ScoreJSON.text(of: leftOut)),"comparisons":["#, terminator: "")
    var separator = ""
    try store.forEachScoredComparison(by: scorer.id) { comparison, scores in
      guard shard.contains(comparison.id) else { return }
      let images = comparison.imageFiles
      let scored = Scored(
        comparison: comparison.id.description, prompt: comparison.prompt.text,
        images: ScoreJSON.images(images, scores: images.map { scores[$0.image] ?? .nan }, by: scorer))
      try StandardOutput.print(separator + (try ScoreJSON.text(of: scored)), terminator: "")
      separator = ","
    }
    try StandardOutput.print("]}")
  }
}
