import Output
import Preferences

/// Shards as WebDataset has them, in `captions/` and `pairs/`. A sample of the first is `k.jpg` (or png, webp) and
/// `k.txt`, which is what open_clip's trainer reads; of the second `k.0.jpg`, `k.1.jpg` and `k.json`. Beside the shards
/// `sizes.json` tells how many samples each holds, where open_clip looks for that.
struct WebDatasetFolder: TrainingFolder {
  let name = FolderFormat.webdataset
  private let folder: NewFolder
  private var shards: [Place: ShardWriter] = [:]

  private struct Place: Hashable {
    let samples: TrainingSettings.Samples
    let side: PromptSplit.Side
  }

  init(_ folder: NewFolder, settings: TrainingSettings) {
    self.folder = folder
    for samples in settings.samples {
      for side in PromptSplit.Side.allCases {
        shards[Place(samples: samples, side: side)] = ShardWriter(
          folder, prefix: "\(samples.rawValue)/\(side.rawValue)-", settings: settings)
      }
    }
  }

  mutating func add(
    caption: Prompt, of candidate: Candidate, from images: inout TrainingImages, _ side: PromptSplit.Side
  ) throws(OutputFault) -> TrainingSummary.LeftOut? {
    guard let file = images.file(candidate) else { return .uselessImages }
    guard file.kind.isReadWithCaptions else { return .formats }
    try shards[Place(samples: .captions, side: side)]?.add([
      (file.kind.suffix, file.bytes), ("txt", Array(caption.text.utf8)),
    ])
    return nil
  }

  mutating func add(
    _ pair: TrainingPair, from images: inout TrainingImages, of record: ChoiceRecord, examplesOfPrompt: Int,
    _ side: PromptSplit.Side
  ) throws(OutputFault) -> TrainingSummary.LeftOut? {
    guard let first = images.file(pair.candidates.0), let second = images.file(pair.candidates.1) else {
      return .uselessImages
    }
    var json: [UInt8] = []
    JSONValue.object(
      pair.columns(of: record, examplesOfPrompt: examplesOfPrompt) + [
        ("note", JSONValue(record.choice.note)),
        ("response_ms", JSONValue(record.choice.responseMilliseconds)),
      ]
    ).write(to: &json)
    try shards[Place(samples: .pairs, side: side)]?.add([
      ("0." + first.kind.suffix, first.bytes), ("1." + second.kind.suffix, second.bytes), ("json", json),
    ])
    return nil
  }

  mutating func close(_ summary: inout TrainingSummary) throws(OutputFault) {
    for samples in TrainingSettings.Samples.allCases {
      var sizes: [(String, JSONValue)] = []
      for side in PromptSplit.Side.allCases {
        let place = Place(samples: samples, side: side)
        try shards[place]?.finish()
        for (number, size) in (shards[place]?.sizes ?? []).enumerated() {
          sizes.append(("\(side.rawValue)-\(ShardWriter.padded(number, digits: 6)).tar", .integer(size)))
          summary[samples].shards[side, default: 0] += 1
        }
      }
      if sizes.isEmpty { continue }
      try folder.file("\(samples.rawValue)/sizes.json").write((JSONValue.object(sizes).text + "\n").utf8)
    }
  }
}
