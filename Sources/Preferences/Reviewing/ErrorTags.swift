/// The kinds of error that a reviewer can mark a pair with.
package struct ErrorTags: Hashable, Sendable {
  /// At most as many as there are keys for; each once.
  package let names: [String]

  package static let standard = ErrorTags(
    unchecked: ["hands", "faces", "text", "counting", "composition", "taste", "other"])

  package static let mostTags = 35
  package static let longestTag = 40

  /// - Throws: a reason in words.
  package init(_ names: [String]) throws(Refusal) {
    if let wrong = names.first(where: { !Self.isTag($0) }) {
      throw Refusal(description: "'\(wrong)' is no tag: one line of at most \(Self.longestTag) characters")
    }
    if names.isEmpty { throw Refusal(description: "there is no tag") }
    if Set(names).count < names.count { throw Refusal(description: "a tag is there twice") }
    if names.count > Self.mostTags {
      throw Refusal(description: "\(names.count) tags are more than there are keys for: \(Self.mostTags)")
    }
    self.init(unchecked: names)
  }

  package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  private init(unchecked names: [String]) {
    self.names = names
  }

  /// One line with something on it.
  package static func isTag(_ text: String) -> Bool {
    text.count <= longestTag && text.contains { !$0.isWhitespace }
      && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
  }
}
