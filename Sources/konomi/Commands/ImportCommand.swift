import ArgumentParser
import Exchange
import Foundation
import Preferences

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring comparisons, and choices made elsewhere, into the database.",
    discussion: """
      The format is found by looking: hpd-v1, hpd-v2-test and hpd-v2-train (JSON of the Human Preference \
      Datasets), jsonl (konomi's manifest and its own export), folder (one folder a prompt, prompt.txt beside the \
      images). Importing again adds nothing; an answer that has changed since replaces the earlier one, and images are \
      known under their new paths. A bad row is named and left out; the rest goes in. Ctrl-C keeps what is done.

      konomi import HPDv2/test.json
      konomi import images/ --format folder
      konomi import manifest.jsonl --db study.db --json
      konomi import train.json --images /data/HPDv2/train
      zcat manifest.jsonl.gz | konomi import - --images /data/set
      """)

  @Argument(help: "Files, folders or pipes; - is standard input.", completion: .file())
  var paths: [String]

  @Option(help: "Take the format as given.")
  var format: ImportFormat?

  @Option(
    help: ArgumentHelp(
      "Look for images here first: by path, by its end, and by file name.", valueName: "folder"),
    completion: .directory)
  var images: String?

  @Flag(help: "Take annotators whose names differ by capitals or white space for one person.")
  var sameAnnotator = false

  @Flag(help: "Take them for two (default: ask, or leave their choices out where nobody can be asked).")
  var otherAnnotator = false

  @Flag(help: "Decode every image whole: finds damage in mid-file, takes milliseconds a megapixel.")
  var verify = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var logging: LoggingOptions

  func run() throws {
    logging.start()
    let path = database.resolvedPath()
    let target = try ImportTarget(path: path)
    defer { target.discardIfEmpty() }
    let interruption = Interruption()
    var report = ImportReport()
    for source in paths {
      let run = ImportRun(
        path: source, format: format, images: images.map { URL(filePath: $0).standardizedFileURL.path },
        decodingPixels: verify, add: target.add, interruption: interruption,
        known: try target.annotators(), decide: decide)
      let summary = try run.run { StandardError.print("left out: \($0)") }
      for file in summary.passedOver { StandardError.print("passed over: \(file)") }
      report.add(summary)
      if summary.end == .cancelled { break }
    }
    try report.print(asJSON: json, database: path)
    if report.wasInterrupted {
      throw CommandFailure(.interrupted, "stopped; what is counted above is kept, import again for the rest")
    }
    if report.isEmptyHanded {
      let why = report.hasSeenRows ? "no row could be imported; see above for why" : "no rows in it"
      throw CommandFailure(.badData, "\(paths.joined(separator: ", ")): \(why)")
    }
  }

  private func decide(
    _ new: Annotator, _ known: Annotator, unless isInterrupted: () -> Bool
  ) -> AnnotatorRoll.Decision {
    if sameAnnotator { return .samePerson }
    if otherAnnotator { return .otherPerson }
    return SpellingQuestion.canBeAsked ? SpellingQuestion.ask(new, known, unless: isInterrupted) : .undecided
  }

  func validate() throws {
    guard !(sameAnnotator && otherAnnotator) else {
      throw ValidationError("--same-annotator and --other-annotator contradict each other.")
    }
    if let images {
      var isFolder = false
      guard FileManager.default.fileExists(atPath: images, isDirectory: &isFolder), isFolder else {
        throw CommandFailure(.noInput, "\(images): no such folder; --images takes the one that images lie in")
      }
    }
  }
}

extension ImportFormat: ExpressibleByArgument {}
