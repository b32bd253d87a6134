import Preferences

/// A line of a manifest, with or without choices, or of konomi's own export, which is one choice.
struct ManifestRow: FormatRow {
  private let prompt: String
  private let candidates: [Image]
  private let choices: [ManifestChoice]?
  private let tags: [String]?
  private let comparison: String?
  /// The export's choice: its keys stand beside the row's own.
  private let exported: ManifestChoice?

  private struct Image: Decodable {
    /// A manifest says `image`, an export `path`.
    let image: String?
    let path: String?
    let generator: String?
    let sha256: String?
  }

  private enum Key: String, CodingKey {
    case prompt
    case candidates
    case choices
    case tags
    case comparison
    case outcome
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    prompt = try row.decode(String.self, forKey: .prompt)
    candidates = try row.decode([Image].self, forKey: .candidates)
    choices = try row.decodeIfPresent([ManifestChoice].self, forKey: .choices)
    tags = try row.decodeIfPresent([String].self, forKey: .tags)
    comparison = try row.decodeIfPresent(String.self, forKey: .comparison)
    exported = row.contains(.outcome) ? try ManifestChoice(from: decoder) : nil
  }

  func contents() throws(RowFault) -> RowContents {
    var images: [RowContents.Image] = []
    for (index, candidate) in candidates.enumerated() {
      guard let name = candidate.image ?? candidate.path else {
        throw RowFault("candidates[\(index)].image is missing")
      }
      let image = try candidate.sha256.map { (text) throws(RowFault) in
        try Self.image(text, at: "candidates[\(index)].sha256")
      }
      images.append(.init(name: name, generator: candidate.generator, image: image))
    }
    var contents = RowContents(prompt: prompt, images: images)
    contents.tags = tags ?? []
    contents.comparison = try ManifestChoice.identifier(comparison, named: "comparison")
    if let exported { contents.choices.append(try exported.choice(of: images.count, at: "")) }
    for (index, choice) in (choices ?? []).enumerated() {
      contents.choices.append(try choice.choice(of: images.count, at: "choices[\(index)]."))
    }
    return contents
  }

  private static func image(_ text: String, at name: String) throws(RowFault) -> ImageID {
    guard let image = ImageID(hexadecimal: text) else {
      throw RowFault("\(name) is not 64 hexadecimal digits")
    }
    return image
  }
}
