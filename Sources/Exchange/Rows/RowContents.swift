import Preferences

/// What a row of any format says, before file names become paths.
struct RowContents {
  struct Image {
    let name: String
    var generator: String?
    var image: ImageID?
  }

  let prompt: String
  let images: [Image]
  var choices: [RowChoice] = []
  var tags: [String] = []
  var comparison: ComparisonID?
  /// Whether the row holds what reviewers decided, which is passed over.
  var holdsReview = false
}

/// A row in the terms of one format.
protocol FormatRow: Decodable {
  /// The keys of the row that state a choice and that this format reads, or knows to be nobody's choice.
  static var choiceKeys: Set<String> { get }

  /// - Throws: `RowFault` when the row contradicts itself.
  func contents() throws(RowFault) -> RowContents
}

extension RowContents {
  /// A NUL would end the text early in a path and in other programs.
  func check() throws(RowFault) {
    let texts =
      [prompt] + images.map(\.name) + images.compactMap(\.generator) + choices.map(\.annotator) + tags
    guard !texts.contains(where: { $0.utf8.contains(0) }) else {
      throw RowFault("a text holds a NUL character")
    }
    if images.contains(where: { $0.name.isEmpty }) { throw RowFault("the name of an image is empty") }
  }
}

/// A number that must be whole; says so itself, since the decoder calls `1.5` invalid JSON.
struct WholeNumber: Decodable {
  let value: Int

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let number = try container.decode(Double.self)
    guard let value = Int(exactly: number), abs(value) < 1 << 53 else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "is not a whole number")
    }
    self.value = value
  }
}
