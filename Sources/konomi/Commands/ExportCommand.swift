import ArgumentParser
import Exchange
import Foundation
import Preferences
import Storage

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the choices that stand to a file.",
    discussion: """
      jsonl holds everything and can be imported again; csv is for spreadsheets and statistics; hpd-v1 and \
      hpd-v2-train are read by the trainers of the Human Preference Datasets. What a format has no form for, such as \
      a tie, is left out and counted.

      konomi export --format jsonl --output choices.jsonl
      konomi export --format csv --output - | head
      """)

  @Option(help: "jsonl, csv, hpd-v1 or hpd-v2-train.")
  var format: ExportFormat

  @Option(
    help: ArgumentHelp("The file to write, - for standard output.", valueName: "path"), completion: .file())
  var output: String

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var logging: LoggingOptions

  func run() throws {
    logging.start()
    let store = try database.openExisting()
    if output == "-" {
      let summary = try write(from: store, folder: nil) {
        try FileHandle.standardOutput.write(contentsOf: Data($0))
      }
      tell(summary)
    } else {
      let file = try AtomicFile(path: output)
      let folder = URL(filePath: output).deletingLastPathComponent().path
      let summary = try write(from: store, folder: folder) { try file.write($0) }
      try file.commit()
      tell(summary)
    }
  }

  private func write(
    from store: SQLiteChoiceStore, folder: String?, to sink: @escaping ([UInt8]) throws -> Void
  ) throws -> ExportSummary {
    let total = try store.counts().choices
    let interruption = Interruption()
    var line = ProgressLine(unit: "choices")
    defer { line.clear() }
    var exporter = ChoiceExporter(
      format: format, folder: folder, comparison: { try store.comparison($0) }, sink: sink)
    var done = 0
    try store.forEachChoice { record in
      if interruption.isRequested { throw CommandFailure(.interrupted, "stopped; \(output) is as it was") }
      try exporter.write(record)
      done += 1
      line.show(done, fraction: Double(done) / Double(max(1, total)))
    }
    return try exporter.finish()
  }

  private func tell(_ summary: ExportSummary) {
    StandardError.print("\(summary.written) choices written in \(summary.rows) rows to \(output)")
    for reason in ExportSummary.LeftOut.allCases {
      guard let count = summary.leftOut[reason], count > 0 else { continue }
      StandardError.print("left out: \(count) \(reason.rawValue), which \(format.rawValue) has no form for")
    }
  }
}

extension ExportFormat: ExpressibleByArgument {}
