/// The text that images were generated from. Never blank.
package struct Prompt: Hashable, Sendable {
  package let text: String

  /// - Throws: `Malformed.emptyPrompt` when nothing but white space is there.
  package init(_ text: String) throws(Malformed) {
    guard text.contains(where: { !$0.isWhitespace }) else { throw .emptyPrompt }
    self.text = text
  }

  /// Byte by byte: ids and models tell apart what Swift's strings take for equal, such as é in one character or two.
  package static func == (left: Prompt, right: Prompt) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
