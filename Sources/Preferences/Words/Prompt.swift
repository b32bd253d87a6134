/// The text that images were generated from. Never blank.
package struct Prompt: Hashable, Sendable {
  package let text: String

  /// - Throws: `Malformed.emptyPrompt` when nothing but white space is there.
  package init(_ text: String) throws(Malformed) {
    guard text.contains(where: { !$0.isWhitespace }) else { throw .emptyPrompt }
    self.text = text
  }
}
