import ArgumentParser
import Exchange
import Output
import Preferences
import Storage

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "Write the choices that stand to a file, or with their images to a folder for training elsewhere.",
    discussion: """
      jsonl holds everything and can be imported again; csv is for spreadsheets and statistics, with an \
      apostrophe before what a spreadsheet would run and before apostrophes; hpd-v1 and \
      hpd-v2-train are read by the trainers of the Human Preference Datasets. What a format has no form for, such as \
      a tie, is left out and counted. What reviewers decided stands in columns of its own in jsonl and csv, and never in \
      the place of a choice.

      webdataset and hf write a folder with the images, split by prompt into train and validation: tar shards that \
      open_clip's trainer reads, or what datasets.load_dataset and transformers' trainers read. Images are copied byte \
      for byte; one that has changed since it was imported is left out. README.md in the folder says what lies where.

      konomi export --format jsonl --output choices.jsonl
      konomi export --format csv --output - | head
      konomi export --format webdataset --output shards --shard-samples 500
      konomi export --format hf --output pairs --samples pairs --ties half --validation 0.2
      """)

  @Option(help: "jsonl, csv, hpd-v1, hpd-v2-train, webdataset or hf.")
  var format: ExportTarget

  @Option(
    help: ArgumentHelp(
      "The file to write, - for standard output; for webdataset and hf a new or empty folder.",
      valueName: "path"),
    completion: .file())
  var output: String

  @Flag(help: "Replace the file that is there.")
  var force = false

  @OptionGroup var training: TrainingOptions

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var logging: LoggingOptions

  func validate() throws {
    try training.check(for: format)
    if case .folder(let folder) = format, output == "-" {
      throw ValidationError("--format \(folder.rawValue) writes a folder; name it with --output")
    }
    if case .folder(let folder) = format, force {
      throw ValidationError("--force replaces files; for \(folder.rawValue) name a new or empty folder")
    }
  }

  func run() throws {
    logging.start()
    switch format {
    case .file(let format):
      // Looked at before the database, which may take long to read.
      let place = try OutputPlace(output, replacing: force)
      try write(from: try database.openExisting(), as: format, to: place)
    case .folder(let format):
      try TrainingExport(
        format: format, settings: training.settings, output: output, store: try database.openExisting()
      ).run()
    }
  }

  private func write(
    from store: SQLiteChoiceStore, as format: ExportFormat, to place: OutputPlace
  ) throws {
    // A pipe that nobody reads yet is waited for, and a signal is to end that; what grows beside its place is to be taken
    // away, from its first moment on.
    let early = if case .file = place { Interruption() } else { Interruption?.none }
    let file = try NamedOutput(at: place)
    let interruption = early ?? Interruption()
    let summary = try write(from: store, as: format, paths: place.imagePaths, interruption) {
      try file.write($0)
    }
    try file.commit()
    withExtendedLifetime(interruption) {}
    tell(summary, format, place)
  }

  private func write(
    from store: SQLiteChoiceStore, as format: ExportFormat, paths: ImagePaths, _ interruption: Interruption,
    to sink: @escaping ([UInt8]) throws -> Void
  ) throws -> ExportSummary {
    let total = try store.counts().choices
    var line = ProgressLine(unit: "choices")
    defer { line.clear() }
    let reviews = try store.reviews()
    var exporter = ChoiceExporter(
      format: format, paths: paths, comparison: { try store.comparison($0) }, review: { reviews[$0] },
      sink: sink)
    var done = 0
    try store.forEachChoice { record in
      if interruption.isRequested { throw CommandFailure(.interrupted, "stopped; \(output) is as it was") }
      try exporter.write(record)
      done += 1
      line.show(done, fraction: Double(done) / Double(max(1, total)))
    }
    return try exporter.finish()
  }

  private func tell(_ summary: ExportSummary, _ format: ExportFormat, _ place: OutputPlace) {
    StandardError.print(
      "\(counted(summary.written, "choice")) written in \(counted(summary.rows, "row")) to \(place.name)")
    for reason in ExportSummary.LeftOut.allCases {
      guard let count = summary.leftOut[reason], count > 0 else { continue }
      StandardError.print("left out: \(count) \(reason.rawValue), which \(format.rawValue) has no form for")
    }
  }
}

/// What `--format` names: a file or a folder.
enum ExportTarget: ExpressibleByArgument {
  case file(ExportFormat)
  case folder(FolderFormat)

  init?(argument: String) {
    if let format = ExportFormat(rawValue: argument) {
      self = .file(format)
    } else if let format = FolderFormat(rawValue: argument) {
      self = .folder(format)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] {
    ExportFormat.allCases.map(\.rawValue) + FolderFormat.allCases.map(\.rawValue)
  }
}
