import ArgumentParser
import Preferences
import Storage

struct Commits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commits", abstract: "Durable choices a second against a bare SQLite loop.")

  @Option(help: "How many rounds; each times both in turn.")
  var rounds = 9

  @Option(help: "How many choices a round.")
  var choices = 200

  func run() throws {
    let comparisons = try Workplace.nominal(10)
    let ours = try Workplace()
    let bare = try Workplace()
    let store = try ours.fill(comparisons.map { ImportedComparison(comparison: $0) })
    var maker = try ChoiceMaker(annotator: "bench", comparisons: comparisons)
    try store.begin(maker.session)
    do {
      let schema = try bare.fill(comparisons.map { ImportedComparison(comparison: $0) })
      try schema.begin(maker.session)
    }
    let peer = try BareSQLite(path: bare.database)

    var ratios: [Double] = []
    var rates: [Double] = []
    for _ in 0..<rounds {
      var own = 0.0
      var other = 0.0
      // Commit by commit in turn: a disk that has a slow moment has it for both.
      for _ in 0..<choices {
        let (event, trial) = try maker.next()
        let row = (trial: bytes(trial.id), event: bytes(event.id), image: trial.images[0].bytes)
        own += try ContinuousClock.time { try store.record(event, of: trial) }
        other += try ContinuousClock.time {
          try peer.insertChoice(trial: row.trial, event: row.event, image: row.image)
        }
      }
      ratios.append(other / own)
      rates.append(Double(choices) / own * 1000)
    }
    try Figure(
      "durable choices a second against a bare SQLite loop", ratios.median, "ratio", target: ">= 0.8",
      n: rounds,
      note:
        "median \(Int(rates.median)) choices a second, ratios \(ratios.min() ?? 0) to \(ratios.max() ?? 0)"
    ).print()
  }

  private func bytes<Tag>(_ id: Identifier<Tag>) -> [UInt8] {
    id.withBytes { Array($0) }
  }
}
