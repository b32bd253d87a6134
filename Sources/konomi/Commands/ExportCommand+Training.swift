import ArgumentParser
import CLIP
import Exchange
import Imaging
import Logging
import Preferences
import Storage

/// What only `webdataset` and `hf` take.
struct TrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "webdataset, hf: captions (the preferred image and its prompt), pairs (two, and which is preferred), or both.",
      valueName: "list"))
  var samples: SamplesList?

  @Option(
    help: "webdataset, hf: drop (default) pairs without a preferred image, or half: label them 0.5 and 0.5.")
  var ties: TrainingSettings.Ties?

  @Option(help: "webdataset, hf: the share of prompts for validation (default: 0.1).")
  var validation: Double?

  @Option(help: "webdataset, hf: decides which prompts these are (default: 0).")
  var seed: UInt64?

  @Option(help: ArgumentHelp("webdataset: most samples of a shard (default: 1000).", valueName: "count"))
  var shardSamples: Int?

  @Option(help: ArgumentHelp("webdataset: most megabytes of a shard (default: 512).", valueName: "MiB"))
  var shardSize: Int?

  func check(for target: ExportTarget) throws {
    let forFolders: [(String, Bool)] = [
      ("--samples", samples != nil), ("--ties", ties != nil), ("--validation", validation != nil),
      ("--seed", seed != nil),
    ]
    let forShards = [("--shard-samples", shardSamples != nil), ("--shard-size", shardSize != nil)]
    if case .file(let format) = target, let given = (forFolders + forShards).first(where: \.1) {
      throw ValidationError("\(given.0) goes with --format webdataset or hf, not with \(format.rawValue)")
    }
    if case .folder(.hf) = target, let given = forShards.first(where: \.1) {
      throw ValidationError("\(given.0) goes with --format webdataset, not with hf")
    }
    if let validation, !(0..<1).contains(validation) {
      throw ValidationError("--validation \(validation): give a share from 0 to below 1")
    }
    if let shardSamples, shardSamples < 1 {
      throw ValidationError("--shard-samples \(shardSamples): give 1 or more")
    }
    if let shardSize, !(1...1_048_576).contains(shardSize) {
      throw ValidationError("--shard-size \(shardSize): give 1 to 1048576 MiB")
    }
  }

  var settings: TrainingSettings {
    var settings = TrainingSettings()
    if let samples { settings.samples = samples.set }
    if let ties { settings.ties = ties }
    settings.split = PromptSplit(share: validation ?? settings.split.share, seed: seed ?? settings.split.seed)
    if let shardSamples { settings.shardSamples = shardSamples }
    if let shardSize { settings.shardBytes = shardSize << 20 }
    return settings
  }
}

struct SamplesList: ExpressibleByArgument {
  let set: Set<TrainingSettings.Samples>

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let known = names.compactMap { TrainingSettings.Samples(rawValue: String($0)) }
    guard !known.isEmpty, known.count == names.count else { return nil }
    set = Set(known)
  }

  static var allValueStrings: [String] { ["captions", "pairs", "captions,pairs"] }
}

extension TrainingSettings.Ties: ExpressibleByArgument {}

/// Writes what stands in a store into a folder for training.
struct TrainingExport {
  let format: FolderFormat
  let settings: TrainingSettings
  let output: String
  let store: SQLiteChoiceStore

  /// Above this, images that cannot be used go to the log alone.
  private static let namedFaults = 10

  func run() throws {
    let total = Double(max(1, try store.counts().choices))
    let log = Logger(label: "export")
    var faults = 0
    var line = ProgressLine(unit: "choices looked at")
    defer { line.clear() }
    let images = ImageFileSource()
    let interruption = Interruption()
    let tokenizer = try Tokenizer.openAI()
    var exporter = try TrainingExporter(
      format: format, settings: settings, path: output, identity: tokenizer.identity(),
      read: { (candidate) throws(ImageFault) in try images.contents(of: candidate) },
      onFault: { candidate, fault in
        log.warning("image left out", metadata: ["path": "\(candidate.path)", "fault": "\(fault)"])
        faults += 1
        guard faults <= Self.namedFaults else { return }
        StandardError.replaceLine("")
        StandardError.print("left out: \(candidate.path): \(fault)")
      })
    try forEachChoice(showing: &line, of: total, interruption) { exporter.count($0) }
    line = ProgressLine(unit: "choices written")
    try forEachChoice(showing: &line, of: total, interruption) { try exporter.write($0) }
    let summary = try exporter.finish()
    withExtendedLifetime(interruption) {}
    line.clear()
    try tell(summary)
  }

  private func forEachChoice(
    showing line: inout ProgressLine, of total: Double, _ interruption: Interruption,
    _ body: (ChoiceRecord) throws -> Void
  ) throws {
    var done = 0
    try store.forEachChoice { record in
      if interruption.isRequested { throw CommandFailure(.interrupted, "stopped; \(output) was not written") }
      try body(record)
      done += 1
      line.show(done, fraction: Double(done) / total)
    }
  }

  private func tell(_ summary: TrainingSummary) throws {
    if summary.uselessImages > Self.namedFaults {
      StandardError.print("\(summary.uselessImages) images cannot be used; the log file names them all")
    }
    for samples in TrainingSettings.Samples.allCases where settings.samples.contains(samples) {
      let part = summary[samples]
      let sides = PromptSplit.Side.allCases.map { side in
        let shards = part.shards[side].map { " in \(counted($0, "shard"))" } ?? ""
        return "\(part.samples[side] ?? 0) for \(side.rawValue)\(shards)"
      }
      StandardError.print("\(samples.rawValue): \(sides.joined(separator: ", "))")
      for reason in TrainingSummary.LeftOut.allCases {
        guard let count = part.leftOut[reason], count > 0 else { continue }
        StandardError.print("left out of \(samples.rawValue): \(count) \(reason.rawValue)")
      }
      for side in PromptSplit.Side.allCases where part.count > 0 && part.samples[side] == nil {
        if side == .validation && settings.split.share == 0 { continue }
        StandardError.print(
          "no \(samples.rawValue) fell to \(side.rawValue); more prompts, --validation or another --seed change that"
        )
      }
    }
    guard !summary.isEmpty else {
      throw CommandFailure(
        .badData, "no choice gives a sample for training; see above for why; \(output) was not written")
    }
    StandardError.print("written to \(output); README.md in it says what lies where")
  }
}
