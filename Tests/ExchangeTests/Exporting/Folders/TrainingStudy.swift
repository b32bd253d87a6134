import FoundationEssentials
import Output
import Preferences
import TestSupport

@testable import Exchange

/// Image files that begin as real ones do, comparisons of them, and what an export makes of choices on these.
struct TrainingStudy {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  static func bytes(_ kind: ImageKind, _ content: String) -> [UInt8] {
    let signature: [UInt8] =
      switch kind {
      case .png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      case .jpeg: [0xff, 0xd8, 0xff, 0xe0]
      case .webp: Array("RIFF\u{1}\u{1}\u{1}\u{1}WEBP".utf8)
      case .gif: Array("GIF89a".utf8)
      case .tiff: [0x49, 0x49, 0x2a, 0x00]
      }
    return signature + Array(content.utf8)
  }

  /// A comparison of images that are called by their content and have no ending.
  func records(_ prompt: String, _ images: [(ImageKind, String)]) throws -> Records {
    let candidates = try images.map { kind, content in
      let bytes = Self.bytes(kind, content)
      let path = try folder.write(bytes, to: "images/\(content)")
      return Candidate(
        image: ContentImages.image(of: bytes), path: path,
        generator: content == "a" ? nil : "maker of \(content)",
        size: PixelSize(width: 8, height: 8))
    }
    return Records(try Comparison(prompt: Prompt(prompt), candidates: candidates))
  }

  static func image(_ kind: ImageKind, _ content: String) -> ImageID {
    ContentImages.image(of: bytes(kind, content))
  }

  static func read(_ candidate: Candidate) throws(ImageFault) -> [UInt8] {
    guard let data = try? Data(contentsOf: URL(filePath: candidate.path)) else { throw .missing }
    guard ContentImages.image(of: Array(data)) == candidate.image else { throw .changed }
    return Array(data)
  }

  /// Letters in upper and lower case are one to the model.
  static let identity: PromptIdentity = { Array($0.text.lowercased().utf8) }

  /// Settings under which all prompts are for training.
  static func settings(_ change: (inout TrainingSettings) -> Void = { _ in }) -> TrainingSettings {
    var settings = TrainingSettings()
    settings.split = PromptSplit(share: 0)
    change(&settings)
    return settings
  }

  @discardableResult
  func export(
    _ records: [ChoiceRecord], as format: FolderFormat, to name: String = "out",
    _ settings: TrainingSettings = settings(),
    onFault: @escaping (Candidate, ImageFault) -> Void = { _, _ in }
  ) throws -> TrainingSummary {
    var exporter = try TrainingExporter(
      format: format, settings: settings, path: folder[name], identity: Self.identity, read: Self.read,
      onFault: onFault)
    for record in records { exporter.count(record) }
    for record in records { try exporter.write(record) }
    return try exporter.finish()
  }

  /// The bytes of all files below a folder, by their path in it.
  func files(in name: String = "out") throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder[name]) {
      guard !FilePath.isFolder(folder[name] + "/" + path) else { continue }
      files[path] = Array(try Data(contentsOf: URL(filePath: folder[name] + "/" + path)))
    }
    return files
  }

  /// The entries of a tar file, read by its sizes alone.
  static func entries(ofTar bytes: [UInt8]) -> [(name: String, contents: [UInt8])] {
    var entries: [(name: String, contents: [UInt8])] = []
    var place = 0
    while place + 512 <= bytes.count, bytes[place] != 0 {
      let name = String(decoding: bytes[place..<place + 100].prefix { $0 != 0 }, as: UTF8.self)
      let size = Int(String(decoding: bytes[place + 124..<place + 135], as: UTF8.self), radix: 8) ?? 0
      entries.append((name, Array(bytes[place + 512..<place + 512 + size])))
      place += 512 + (size + 511) / 512 * 512
    }
    return entries
  }

  /// Lines of JSON as objects.
  static func rows<Row: Decodable>(_ bytes: [UInt8]?, as type: Row.Type) throws -> [Row] {
    try (bytes ?? []).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Row.self, from: Data($0))
    }
  }
}

extension Records {
  init(_ comparison: Comparison) {
    self.comparison = comparison
    annotator = Annotator.mia
  }
}

extension Annotator {
  fileprivate static var mia: Annotator {
    guard let annotator = try? Annotator(name: "mia") else { preconditionFailure() }
    return annotator
  }
}

/// The columns of a pair that tests look at.
struct PairRow: Decodable, Equatable {
  let caption: String
  let label_0: Double
  let label_1: Double
  let image_0_uid: String
  let image_1_uid: String
  let model_0: String
  let num_example_per_prompt: Int
  let user_id: String
  var jpg_0_file_name: String?
  var jpg_1_file_name: String?
}
