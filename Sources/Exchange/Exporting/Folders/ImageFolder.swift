import Output
import Preferences

/// What `datasets.load_dataset` takes for an image folder: `train/metadata.jsonl` and `validation/metadata.jsonl` with a
/// line for each pair, and under `images/` beside them each image once, named by its SHA-256. Captions are lines of
/// `train.json` and `validation.json`, with paths from the folder on, as transformers' example for CLIP reads them.
struct ImageFolder: TrainingFolder {
  let name = FolderFormat.hf
  private let folder: NewFolder
  private var lines: [String: OutputFile] = [:]

  init(_ folder: NewFolder) {
    self.folder = folder
  }

  mutating func add(
    caption: Prompt, of candidate: Candidate, from images: inout TrainingImages, _ side: PromptSplit.Side
  ) throws(OutputFault) -> TrainingSummary.LeftOut? {
    let name: String
    switch try place(candidate, from: &images, side, if: \.isReadWithCaptions) {
    case .at(let place): name = place
    case .leftOut(let reason): return reason
    }
    try append(
      [
        ("image_path", .string("\(side.rawValue)/\(name)")),
        ("caption", .string(caption.text)),
      ], to: "\(side.rawValue).json")
    return nil
  }

  mutating func add(
    _ pair: TrainingPair, from images: inout TrainingImages, of record: ChoiceRecord, examplesOfPrompt: Int,
    _ side: PromptSplit.Side
  ) throws(OutputFault) -> TrainingSummary.LeftOut? {
    var names: [(String, JSONValue)] = []
    for (column, candidate) in [("jpg_0", pair.candidates.0), ("jpg_1", pair.candidates.1)] {
      switch try place(candidate, from: &images, side) {
      case .at(let place): names.append((column + "_file_name", .string(place)))
      case .leftOut(let reason): return reason
      }
    }
    try append(
      names + pair.columns(of: record, examplesOfPrompt: examplesOfPrompt),
      to: "\(side.rawValue)/metadata.jsonl")
    return nil
  }

  mutating func close(_ summary: inout TrainingSummary) {
    lines = [:]
  }

  private enum Placed {
    /// The name within the side.
    case at(String)
    case leftOut(TrainingSummary.LeftOut)
  }

  /// Sees to it that the image is there.
  private func place(
    _ candidate: Candidate, from images: inout TrainingImages, _ side: PromptSplit.Side,
    if isOfUse: (ImageKind) -> Bool = { _ in true }
  ) throws(OutputFault) -> Placed {
    let stem = Self.stem(of: candidate.image)
    for kind in ImageKind.allCases where folder.holds("\(side.rawValue)/\(stem).\(kind.suffix)") {
      return isOfUse(kind) ? .at("\(stem).\(kind.suffix)") : .leftOut(.formats)
    }
    guard let file = images.file(candidate) else { return .leftOut(.uselessImages) }
    guard isOfUse(file.kind) else { return .leftOut(.formats) }
    let name = "\(stem).\(file.kind.suffix)"
    try folder.file("\(side.rawValue)/\(name)").write(file.bytes)
    return .at(name)
  }

  /// 256 folders: some file systems are slow where a million files lie in one.
  private static func stem(of image: ImageID) -> String {
    "images/\(image.hexadecimal.prefix(2))/\(image.hexadecimal)"
  }

  private mutating func append(
    _ columns: [(String, JSONValue)], to name: String
  ) throws(OutputFault) {
    let file: OutputFile
    if let open = lines[name] { file = open } else { file = try folder.file(name) }
    lines[name] = file
    var line: [UInt8] = []
    JSONValue.object(columns).write(to: &line)
    line.append(UInt8(ascii: "\n"))
    try file.write(line)
  }
}
