import ArgumentParser
import Preferences
import Storage

struct ChoiceCost: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "choice-cost", abstract: "Cost of recording a choice in a small file and in a large one.")

  @Option(help: "How many choices the large file holds.")
  var large = 1_000_000

  @Option(help: "How many choices are timed in each.")
  var choices = 400

  func run() throws {
    let comparisons = try Workplace.nominal(2000)
    let few = try Workplace()
    let many = try Workplace()
    let small = try store(in: few, comparisons, choices: 1000)
    let big = try store(in: many, comparisons, choices: large)
    var makers = try (0..<2).map { _ in try ChoiceMaker(annotator: "bench", comparisons: comparisons) }
    try small.begin(makers[0].session)
    try big.begin(makers[1].session)

    var times: [[Double]] = [[], []]
    for _ in 0..<choices {
      for (index, store) in [small, big].enumerated() {
        let (event, trial) = try makers[index].next()
        times[index].append(try ContinuousClock.time { try store.record(event, of: trial) })
      }
    }
    try Figure(
      "cost of a choice, \(large) choices in the file against 1000", times[1].median / times[0].median,
      "ratio",
      target: "<= 1.5", n: choices, note: "medians \(times[1].median) and \(times[0].median) ms"
    ).print()
  }

  /// The choices of many annotators, put in by the thousand: how they got there does not matter here.
  private func store(
    in workplace: Workplace, _ comparisons: [Comparison], choices: Int
  ) throws -> SQLiteChoiceStore {
    let store = try workplace.fill(comparisons.map { ImportedComparison(comparison: $0) })
    var maker = try ChoiceMaker(annotator: "earlier", comparisons: comparisons)
    for start in stride(from: 0, to: choices, by: 10_000) {
      let batch = try (start..<min(start + 10_000, choices)).map { number in
        let (event, trial) = try maker.next()
        let choice = ImportedChoice(session: maker.session, trial: trial, events: [event])
        return ImportedComparison(comparison: comparisons[number % comparisons.count], choices: [choice])
      }
      _ = try store.add(batch)
    }
    return store
  }
}
