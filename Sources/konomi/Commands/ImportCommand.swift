import ArgumentParser
import Exchange
import Foundation
import Preferences
import Storage

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring comparisons, and choices made elsewhere, into the database.",
    discussion: """
      The format is found by looking: hpd-v1, hpd-v2-test and hpd-v2-train (JSON of the Human Preference \
      Datasets), jsonl (konomi's manifest and its own export), folder (one folder a prompt, prompt.txt beside the \
      images). Importing again adds nothing. A bad row is named and left out; the rest goes in. Ctrl-C keeps what \
      is done.

      konomi import HPDv2/test.json
      konomi import images/ --format folder
      konomi import manifest.jsonl --db study.db --json
      """)

  @Argument(help: "Files or folders.", completion: .file())
  var paths: [String]

  @Option(help: "Take the format as given.")
  var format: ImportFormat?

  @Flag(help: "Decode every image whole: finds damage in mid-file, takes milliseconds a megapixel.")
  var verify = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var logging: LoggingOptions

  func run() throws {
    logging.start()
    let path = database.resolvedPath()
    let store = try SQLiteChoiceStore(path: path)
    var report = ImportReport()
    for source in paths {
      let run = ImportRun(path: source, format: format, store: store, decodingPixels: verify)
      let summary = try run.run { StandardError.print("left out: \($0)") }
      for file in summary.passedOver { StandardError.print("passed over: \(file): in no known format") }
      report.add(summary)
      if summary.end == .cancelled { break }
    }
    try report.print(asJSON: json, database: path)
    if report.wasInterrupted {
      throw CommandFailure(.interrupted, "stopped; what is counted above is kept, import again for the rest")
    }
    if report.isEmptyHanded {
      throw CommandFailure(
        .badData, "\(paths.joined(separator: ", ")): no row could be imported; see above for why")
    }
  }
}

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
  private var rowsSeen = 0
  private(set) var wasInterrupted = false

  private enum CodingKeys: String, CodingKey {
    case format, comparisons, candidates, choices, rejected
  }

  mutating func add(_ summary: ImportRun.Summary) {
    let names = Set(summary.formats.map(\.rawValue)).union([format].compactMap { $0 })
    format = names.sorted().joined(separator: ",")
    comparisons += summary.counts.comparisons
    candidates += summary.counts.candidates
    choices += summary.counts.choices
    rejected += summary.rejected.map { Rejected(file: $0.file, at: $0.at, reason: $0.reason) }
    wasInterrupted = wasInterrupted || summary.end == .cancelled
    rowsSeen += summary.rows
  }

  /// Rows were there, and every one was bad.
  var isEmptyHanded: Bool { rowsSeen > 0 && rejected.count == rowsSeen }

  func print(asJSON: Bool, database: String) throws {
    if asJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    } else {
      let old = rowsSeen - rejected.count - comparisons
      Swift.print(
        "\(counted(comparisons, "comparison")), \(counted(candidates, "candidate")) and \(counted(choices, "choice")) are new in \(database)"
      )
      func were(_ number: Int) -> String { number == 1 ? "was" : "were" }
      if old > 0 { Swift.print("\(counted(old, "comparison")) \(were(old)) there already") }
      if !rejected.isEmpty {
        Swift.print("\(counted(rejected.count, "row")) \(were(rejected.count)) left out")
      }
    }
  }
}

extension ImportFormat: ExpressibleByArgument {}
