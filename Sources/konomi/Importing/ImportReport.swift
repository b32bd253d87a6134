import Exchange
import Foundation
import Preferences

/// What an import did, in words or as the documented JSON object.
struct ImportReport: Encodable {
  struct Rejected: Encodable {
    let file: String
    let at: String
    let reason: String
  }

  private var format: String?
  private var comparisons = 0
  private var candidates = 0
  private var choices = 0
  private var rejected: [Rejected] = []
  private var comparisonsKnown = 0
  private var choicesKnown = 0
  private var choicesReplaced = 0
  private var pathsMoved = 0
  private var generatorsAdded = 0
  private var generatorsRenamed = 0
  private var votesRepeated = 0
  private var candidatesShownOtherwise = 0

  private var counts = ImportCounts()
  private var restated = 0
  private var reviewsPassedOver = 0
  private var rowsSeen = 0
  private var rowsRejected = 0
  private(set) var wasInterrupted = false

  private enum CodingKeys: String, CodingKey {
    case format, comparisons, candidates, choices, rejected
    case comparisonsKnown = "comparisons_known"
    case choicesKnown = "choices_known"
    case choicesReplaced = "choices_replaced"
    case pathsMoved = "paths_moved"
    case generatorsAdded = "generators_added"
    case generatorsRenamed = "generators_renamed"
    case votesRepeated = "votes_repeated"
    case candidatesShownOtherwise = "candidates_shown_otherwise"
  }

  mutating func add(_ summary: ImportRun.Summary) {
    let names = Set(summary.formats.map(\.rawValue)).union([format].compactMap { $0 })
    format = names.sorted().joined(separator: ",")
    let new = summary.counts
    counts += new
    comparisons += new.comparisons
    candidates += new.candidates
    choices += new.choices
    choicesReplaced += new.replaced
    pathsMoved += new.moved
    generatorsAdded += new.generators
    generatorsRenamed += new.renamedGenerators
    comparisonsKnown += summary.comparisons.count - new.comparisons
    choicesKnown += summary.choices - new.choices - new.replaced - new.outdated - new.refused.count
    candidatesShownOtherwise += new.sights.different
    votesRepeated += summary.progress.repeatedVotes
    restated += summary.progress.restated
    reviewsPassedOver += summary.progress.reviewsPassedOver
    rejected += summary.rejected.map { Rejected(file: $0.file, at: $0.at, reason: $0.reason) }
    wasInterrupted = wasInterrupted || summary.end == .cancelled
    rowsSeen += summary.progress.rows
    rowsRejected += summary.progress.rejected
  }

  /// No row was there, or every one was bad.
  var isEmptyHanded: Bool { rowsRejected == rowsSeen }
  var hasSeenRows: Bool { rowsSeen > 0 }

  func print(asJSON: Bool, database: String) throws {
    if asJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      try StandardOutput.print(String(decoding: try encoder.encode(self), as: UTF8.self))
      return
    }
    try StandardOutput.print(
      """
      \(counted(comparisons, "comparison")), \(counted(candidates, "candidate")) and \(counted(choices, "choice")) are new in \
      \(database)
      """)
    for line in remarks { try StandardOutput.print(line) }
  }

  private var remarks: [String] {
    var lines: [String] = []
    func say(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { lines.append("\(count) \(count == 1 ? one : many)") }
    }
    say(comparisonsKnown, "comparison was there already", "comparisons were there already")
    say(choicesKnown, "choice was there already", "choices were there already")
    say(choicesReplaced, "answer replaced an earlier one", "answers replaced earlier ones")
    say(
      counts.outdated, "choice went in behind a later one, which stands",
      "choices went in behind later ones, which stand")
    say(counts.remarks, "flag or note is new", "flags and notes are new")
    if choices > 0 {
      say(
        votesRepeated, "vote is equal to one before it, and counts as another",
        "votes are equal to ones before them, and count as others")
    }
    say(
      restated, "answer is given twice, and counts once", "answers are given more than once, and count once")
    say(pathsMoved, "image is now known under its new path", "images are now known under their new paths")
    say(generatorsAdded, "image has got its generator", "images have got their generators")
    say(generatorsRenamed, "image has got another generator", "images have got other generators")
    say(
      reviewsPassedOver, "row holds a reviewer's decision, which importing passes over",
      "rows hold reviewers' decisions, which importing passes over")
    say(rowsRejected, "row was left out", "rows were left out")
    say(rejected.count - rowsRejected, "choice was left out", "choices were left out")
    if let sentence = counts.sights.sentence { lines.append(sentence) }
    return lines
  }
}
