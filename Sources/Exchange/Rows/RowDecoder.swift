import FoundationEssentials
import Output
import Preferences

/// Makes rows of the bytes of one manifest.
struct RowDecoder {
  private let file: String
  private let format: ImportFormat
  private let places: ImagePlaces
  private let decoder = JSONDecoder()

  init(file: String, format: ImportFormat, places: ImagePlaces) {
    self.file = file
    self.format = format
    self.places = places
  }

  func row(_ raw: RawRow) -> Result<ImportRow, RejectedRow> {
    do throws(RowFault) {
      let contents = try contents(of: raw.content.get())
      try contents.check()
      return .success(
        ImportRow(
          file: file, at: raw.place, prompt: contents.prompt, images: contents.images.map(image),
          choices: contents.choices, tags: contents.tags, comparison: contents.comparison,
          holdsReview: contents.holdsReview))
    } catch {
      return .failure(RejectedRow(file: file, at: raw.place, reason: error.reason))
    }
  }

  private func contents(of bytes: [UInt8]) throws(RowFault) -> RowContents {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw RowFault("the text is not UTF-8") }
    return switch format {
    case .hpdV1: try decode(HPDv1Row.self, bytes).contents()
    case .hpdV2Test: try decode(HPDv2TestRow.self, bytes).contents()
    case .hpdV2Train: try decode(HPDv2TrainRow.self, bytes).contents()
    case .jsonl: try decode(ManifestRow.self, bytes).contents()
    case .folder: throw RowFault("a folder holds no rows")
    }
  }

  private func decode<Row: FormatRow>(
    _ type: Row.Type, _ bytes: [UInt8]
  ) throws(RowFault) -> KeyedRow<Row> {
    do {
      return try decoder.decode(KeyedRow<Row>.self, from: Data(bytes))
    } catch {
      // The decoder tells where a value is of the wrong kind, and of a text that is no JSON only that.
      if let fault = JSONFault(in: bytes) { throw RowFault("not valid JSON: " + fault.inWords(of: bytes)) }
      throw (error as? DecodingError).map(RowFault.init) ?? RowFault("not valid JSON")
    }
  }

  private func image(_ image: RowContents.Image) -> RowImage {
    RowImage(
      name: image.name, paths: places.paths(of: image.name), generator: image.generator, image: image.image,
      remedy: places.remedy(for: image.name))
  }
}

extension RowFault {
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init("\(Self.name(context.codingPath + [key])) is missing")
    case .valueNotFound(_, let context):
      self.init("\(Self.name(context.codingPath)) is null")
    case .typeMismatch(let type, let context):
      self.init("\(Self.name(context.codingPath)) is not \(Self.kind(type))")
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      self.init("\(Self.name(context.codingPath)) \(context.debugDescription)")
    case .dataCorrupted:
      self.init("not valid JSON")
    @unknown default:
      self.init("not valid JSON")
    }
  }

  /// `choices[0].annotator`
  private static func name(_ path: [any CodingKey]) -> String {
    if path.isEmpty { return "the row" }
    return path.reduce(into: "") { name, key in
      if let index = key.intValue {
        name += "[\(index)]"
      } else {
        name += name.isEmpty ? key.stringValue : "." + key.stringValue
      }
    }
  }

  private static func kind(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is Int.Type, is Double.Type: "a number"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}
