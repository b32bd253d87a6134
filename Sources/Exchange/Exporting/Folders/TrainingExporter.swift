import Output
import Preferences

/// Writes choices as training samples into a folder, which appears when it is finished. The same choices, images and
/// settings give the same bytes. Memory: some 100 bytes a prompt, 20 an image, and the images of one choice.
package struct TrainingExporter {
  private let settings: TrainingSettings
  private let folder: NewFolder
  private var format: any TrainingFolder
  private var images: TrainingImages
  private var summary = TrainingSummary()
  /// By a hash of the prompt, since the prompts themselves may be gigabytes.
  private var pairsOfPrompt: [UInt64: UInt32] = [:]
  private var groups: PromptGroups
  /// In the split, of each prompt by its number in the groups.
  private var places: [Double] = []
  /// Once all choices are counted.
  private var sides: [PromptSplit.Side] = []

  /// - Parameter path: of the folder; nothing or an empty folder is there.
  /// - Parameter identity: of prompts for the models that are to be trained.
  /// - Parameter read: the bytes of a candidate's file; fails with `ImageFault.changed` when it is not the image that
  ///   was imported.
  /// - Parameter onFault: told once of each image that cannot be used.
  /// - Throws: `OutputFault`.
  package init(
    format: FolderFormat, settings: TrainingSettings, path: String,
    identity: @escaping PromptIdentity,
    read: @escaping (Candidate) throws(ImageFault) -> [UInt8],
    onFault: @escaping (Candidate, ImageFault) -> Void = { _, _ in }
  ) throws(OutputFault) {
    self.settings = settings
    groups = PromptGroups(by: identity)
    folder = try NewFolder(path: path)
    self.format =
      switch format {
      case .webdataset: WebDatasetFolder(folder, settings: settings)
      case .hf: ImageFolder(folder)
      }
    images = TrainingImages(read: read, onFault: onFault)
  }

  /// To be told of every choice before the first is written, so that a pair can say how many its prompt has, and that
  /// prompts stay together which have to.
  package mutating func count(_ record: ChoiceRecord) {
    let prompt = record.trial.prompt
    if groups.add(prompt, images: record.trial.candidates.map(\.image)) == places.count {
      places.append(settings.split.place(of: prompt))
    }
    guard settings.samples.contains(.pairs) else { return }
    let count = TrainingPair.all(of: record).count { settings.ties == .half || $0.verdict != .tie }
    if count > 0 { pairsOfPrompt[Self.key(record.trial.prompt), default: 0] += UInt32(clamping: count) }
  }

  /// - Throws: `OutputFault`.
  package mutating func write(_ record: ChoiceRecord) throws(OutputFault) {
    images.beginChoice()
    let side = side(of: record.trial.prompt)
    if settings.samples.contains(.captions) { try writeCaption(of: record, side) }
    if settings.samples.contains(.pairs) { try writePairs(of: record, side) }
  }

  /// Closes the folder and puts it in its place, unless it holds no sample. The exporter must not be used after it.
  /// - Throws: `OutputFault`.
  package mutating func finish() throws(OutputFault) -> TrainingSummary {
    try format.close(&summary)
    summary.uselessImages = images.uselessCount
    if summary.isEmpty { return summary }
    let card = try folder.file("README.md")
    try card.write(DatasetCard(summary: summary, settings: settings, format: format.name).text.utf8)
    try folder.commit()
    return summary
  }

  private mutating func side(of prompt: Prompt) -> PromptSplit.Side {
    if sides.isEmpty { sides = groups.sides(settings.split, at: places) }
    return groups.number(of: prompt).map { sides[$0] } ?? settings.split.side(of: prompt)
  }

  private mutating func writeCaption(of record: ChoiceRecord, _ side: PromptSplit.Side) throws(OutputFault) {
    let best: ImageID
    switch record.choice.outcome.best {
    case .success(let image): best = image
    case .failure(let reason): return leaveOut(.captions, reason.inTraining)
    }
    guard let candidate = record.trial.candidates.first(where: { $0.image == best }) else { return }
    let reason = try format.add(caption: record.trial.prompt, of: candidate, from: &images, side)
    count(.captions, side, leftOut: reason)
  }

  private mutating func writePairs(of record: ChoiceRecord, _ side: PromptSplit.Side) throws(OutputFault) {
    if case .failure(let reason) = record.choice.outcome.best, reason == .bothBad || reason == .skips {
      return leaveOut(.pairs, reason.inTraining)
    }
    let examples = Int(pairsOfPrompt[Self.key(record.trial.prompt)] ?? 1)
    for pair in TrainingPair.all(of: record) {
      if pair.verdict == .tie, settings.ties == .drop {
        leaveOut(.pairs, .tiedPairs)
        continue
      }
      let reason = try format.add(pair, from: &images, of: record, examplesOfPrompt: examples, side)
      count(.pairs, side, leftOut: reason)
    }
  }

  private mutating func count(
    _ samples: TrainingSettings.Samples, _ side: PromptSplit.Side, leftOut reason: TrainingSummary.LeftOut?
  ) {
    if let reason { return leaveOut(samples, reason) }
    summary[samples].samples[side, default: 0] += 1
  }

  private mutating func leaveOut(_ samples: TrainingSettings.Samples, _ reason: TrainingSummary.LeftOut) {
    summary[samples].leftOut[reason, default: 0] += 1
  }

  private static func key(_ prompt: Prompt) -> UInt64 {
    SipHash.naming(Array(prompt.text.utf8)).low
  }
}

/// A format as samples in a folder.
protocol TrainingFolder {
  var name: FolderFormat { get }

  /// - Returns: why it was left out, or `nil`.
  mutating func add(
    caption: Prompt, of candidate: Candidate, from images: inout TrainingImages, _ side: PromptSplit.Side
  ) throws(OutputFault) -> TrainingSummary.LeftOut?

  /// - Returns: why it was left out, or `nil`.
  mutating func add(
    _ pair: TrainingPair, from images: inout TrainingImages, of record: ChoiceRecord, examplesOfPrompt: Int,
    _ side: PromptSplit.Side
  ) throws(OutputFault) -> TrainingSummary.LeftOut?

  /// Writes what closes the folder, and adds what only the format knows to the summary.
  mutating func close(_ summary: inout TrainingSummary) throws(OutputFault)
}

extension ExportSummary.LeftOut {
  fileprivate var inTraining: TrainingSummary.LeftOut {
    switch self {
    case .ties: .ties
    case .bothBad: .bothBad
    case .skips: .skips
    case .rankingsWithoutBest, .rankingsWithoutOrder: .rankingsWithoutBest
    }
  }
}
