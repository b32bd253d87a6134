import Preferences

/// Which disagreements are walked through.
package struct ReviewFilter: Hashable, Sendable {
  /// `nil` takes all.
  package var kind: Disagreement.Kind?
  /// Leaves out what the reviewer has judged.
  package var unreviewedOnly: Bool
  package var tag: String?
  package var generator: String?
  /// Has to be in the prompt, in whatever case.
  package var words: String?

  package init(
    kind: Disagreement.Kind? = nil, unreviewedOnly: Bool = false, tag: String? = nil,
    generator: String? = nil, words: String? = nil
  ) {
    self.kind = kind
    self.unreviewedOnly = unreviewedOnly
    self.tag = tag
    self.generator = generator
    self.words = words
  }

  /// Apart from whether the pair is reviewed.
  func takes(_ item: ReviewItem, _ review: Review?) -> Bool {
    if let kind, item.disagreement.kind != kind { return false }
    if let tag, review?.tags.contains(tag) != true { return false }
    if let generator, !item.shows(generator) { return false }
    return true
  }

  /// What it leaves out, in words; empty where it takes all.
  var description: String {
    var parts: [String] = []
    if let kind { parts.append(kind.words) }
    if unreviewedOnly { parts.append("un-reviewed") }
    if let tag { parts.append("tag \(tag)") }
    if let generator { parts.append("generator \(generator)") }
    if let words { parts.append("/\(words)") }
    return parts.joined(separator: ", ")
  }
}

extension Disagreement.Kind {
  package var words: String {
    switch self {
    case .modelWrong: "model wrong"
    case .peopleSplit: "people split"
    }
  }
}
