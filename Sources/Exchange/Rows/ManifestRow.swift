import Preferences

/// A line of a manifest, with or without choices, or of konomi's own export, which is one choice.
struct ManifestRow: FormatRow {
  static let choiceKeys: Set = ["choices", "outcome", "preferred", "ranking", "choice"]

  private let prompt: String
  private let candidates: [Image]
  private let choices: [ManifestChoice]?
  private let tags: [String]?
  private let comparison: String?
  /// The export's choice: its keys stand beside the row's own.
  private let exported: ManifestChoice?
  /// Keys of an export's choice, where the one that makes them a choice is missing.
  private let orphan: String?
  private let holdsReview: Bool

  private struct Image: Decodable {
    /// A manifest says `image`, an export `path`.
    let image: String?
    let path: String?
    let generator: String?
    let sha256: String?
    let strangers: [String]

    private enum Key: String, CodingKey {
      case image, path, generator, sha256
    }

    init(from decoder: any Decoder) throws {
      let object = try decoder.container(keyedBy: Key.self)
      image = try object.decodeIfPresent(String.self, forKey: .image)
      path = try object.decodeIfPresent(String.self, forKey: .path)
      generator = try object.decodeIfPresent(String.self, forKey: .generator)
      sha256 = try object.decodeIfPresent(String.self, forKey: .sha256)
      strangers = try ChoiceKeys.strangers(in: decoder, besides: [])
    }
  }

  private enum Key: String, CodingKey {
    case prompt
    case candidates
    case choices
    case tags
    case comparison
    case outcome
    case preferred
    case ranking
    case adjudicated
    case adjudicated_pairs
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    prompt = try row.decode(String.self, forKey: .prompt)
    candidates = try row.decode([Image].self, forKey: .candidates)
    choices = try row.decodeIfPresent([ManifestChoice].self, forKey: .choices)
    tags = try row.decodeIfPresent([String].self, forKey: .tags)
    comparison = try row.decodeIfPresent(String.self, forKey: .comparison)
    exported = row.contains(.outcome) ? try ManifestChoice(from: decoder) : nil
    let unread: Key? = try [.preferred, .ranking].first { key in
      try row.contains(key) && !row.decodeNil(forKey: key)
    }
    let pairs = try? row.nestedUnkeyedContainer(forKey: .adjudicated_pairs).count
    holdsReview = try row.contains(.adjudicated) && !row.decodeNil(forKey: .adjudicated) || pairs ?? 0 > 0
    orphan = exported == nil ? unread?.rawValue : nil
  }

  func contents() throws(RowFault) -> RowContents {
    if let orphan { throw RowFault("\(orphan) is given, but outcome is missing") }
    var images: [RowContents.Image] = []
    for (index, candidate) in candidates.enumerated() {
      guard let name = candidate.image ?? candidate.path else {
        throw RowFault("candidates[\(index)].image is missing")
      }
      try ChoiceKeys.check(candidate.strangers, at: "candidates[\(index)].")
      let image = try candidate.sha256.map { (text) throws(RowFault) in
        try Self.image(text, at: "candidates[\(index)].sha256")
      }
      images.append(.init(name: name, generator: candidate.generator, image: image))
    }
    var contents = RowContents(prompt: prompt, images: images)
    contents.tags = tags ?? []
    contents.holdsReview = holdsReview
    contents.comparison = try ManifestChoice.identifier(comparison, named: "comparison")
    if let exported { contents.choices.append(try exported.choice(of: images.count, named: "")) }
    for (index, choice) in (choices ?? []).enumerated() {
      contents.choices.append(try choice.choice(of: images.count, named: "choices[\(index)]"))
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
