/// A prompt as the text tower reads it.
package struct PromptTokens: Hashable, Sendable {
  /// Start, the words, end; never more than the context, and without padding.
  package let ids: [Int32]
  /// Whether the prompt was longer than the context, so that its end is missing before the last id.
  package let isTruncated: Bool
}
