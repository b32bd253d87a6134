import Preferences

/// RFC 4180: a header, one row a choice, lines that end in CR LF.
///
/// `candidates`, `paths` and `generators` are lists in display order: SHA-256 sums with spaces between them, the
/// others as JSON. `preferred` is a SHA-256; `ranking` has them best first, with ` > ` between places and ` = ` between
/// tied images. What reviewers decided comes last: of two candidates `adjudicated`, a SHA-256, `tie` or `both_bad`, and
/// `error_tags` as JSON; of more, `adjudicated_pairs` as JSON. A cell that a spreadsheet would take for a formula
/// gets an apostrophe before it, and so does one that begins with an apostrophe: who reads the file takes one off where
/// there is one, and has what was there.
struct CSVFormat: RowFormat {
  let paths: ImagePaths
  let review: (CandidatePair) throws -> Review?

  let separator: [UInt8] = []

  var opening: [UInt8] { Self.line(Self.columns.map(\.name) + Self.decisionColumns) }

  func closing(after rowCount: Int) -> [UInt8] { [] }

  func rows(
    of record: ChoiceRecord, after rowCount: Int
  ) throws -> Result<[[UInt8]], ExportSummary.LeftOut> {
    let decided = try AdjudicatedPair.all(of: record.trial, review: review)
    return .success([
      Self.line(Self.columns.map { $0.cell(record, paths) } + Self.cells(decided, of: record.trial))
    ])
  }

  private static let decisionColumns = ["adjudicated", "error_tags", "adjudicated_pairs"]

  private static func cells(_ decided: [AdjudicatedPair], of trial: Trial) -> [String] {
    func name(_ image: ImageID) -> JSONValue { .string(image.hexadecimal) }
    guard trial.candidates.count == 2 else {
      return ["", "", decided.isEmpty ? "" : JSONValue.array(decided.map { $0.object(name) }).text]
    }
    guard let review = decided.first?.review else { return ["", "", ""] }
    let adjudicated = review.adjudication.map { adjudication in
      if case .preferred(let image) = adjudication.outcome { return image.hexadecimal }
      return adjudication.outcome.word
    }
    return [adjudicated ?? "", review.tags.isEmpty ? "" : decided[0].errorTags.text, ""]
  }

  private struct Column: Sendable {
    let name: String
    let cell: @Sendable (ChoiceRecord, ImagePaths) -> String
  }

  private static let columns = [
    Column(name: "trial") { record, _ in record.trial.id.description },
    Column(name: "choice") { record, _ in record.choice.event.description },
    Column(name: "session") { record, _ in record.choice.session.description },
    Column(name: "annotator") { record, _ in record.annotator.name },
    Column(name: "comparison") { record, _ in record.trial.comparison.description },
    Column(name: "prompt") { record, _ in record.trial.prompt.text },
    Column(name: "task") { record, _ in record.trial.task.rawValue },
    Column(name: "repetition") { record, _ in record.trial.repetition.description },
    Column(name: "candidates") { record, _ in record.trial.images.map(\.hexadecimal).joined(separator: " ") },
    Column(name: "paths") { record, paths in
      JSONValue.array(record.trial.candidates.map { .string(paths.name(of: $0)) }).text
    },
    Column(name: "generators") { record, _ in
      JSONValue.array(record.trial.candidates.map { JSONValue($0.generator) }).text
    },
    Column(name: "outcome") { record, _ in record.choice.outcome.word },
    Column(name: "preferred") { record, _ in preferred(record.choice.outcome) },
    Column(name: "ranking") { record, _ in ranking(record.choice.outcome) },
    Column(name: "flagged") { record, _ in record.choice.flagged.description },
    Column(name: "note") { record, _ in record.choice.note ?? "" },
    Column(name: "response_ms") { record, _ in record.choice.responseMilliseconds?.description ?? "" },
    Column(name: "scores_visible") { record, _ in record.choice.scoresVisible.description },
    Column(name: "policy") { record, _ in record.trial.selection.policy.rawValue },
    Column(name: "probability") { record, _ in record.trial.selection.probability.description },
    Column(name: "at") { record, _ in record.choice.at.iso8601 },
  ]

  private static func preferred(_ outcome: Outcome) -> String {
    if case .preferred(let image) = outcome { image.hexadecimal } else { "" }
  }

  private static func ranking(_ outcome: Outcome) -> String {
    guard case .ranking(let groups) = outcome else { return "" }
    return groups.map { $0.map(\.hexadecimal).joined(separator: " = ") }.joined(separator: " > ")
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    Array((cells.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  static func cell(_ text: String) -> String {
    var guarded = text
    if let first = text.unicodeScalars.first, "'=+-@\t\r\n".unicodeScalars.contains(first) {
      guarded = "'" + text
    }
    guard guarded.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return guarded }
    var quoted = "\""
    for scalar in guarded.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
