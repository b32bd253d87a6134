/// What an export wrote and what it could not.
package struct ExportSummary: Hashable, Sendable {
  /// Choices that are in the file.
  package var written = 0
  /// Rows of the file; more than the choices where one choice becomes several pairs.
  package var rows = 0
  /// Choices that the format has no form for, by reason.
  package var leftOut: [LeftOut: Int] = [:]

  package init() {}

  package enum LeftOut: String, Hashable, Sendable, CaseIterable {
    case ties
    case bothBad = "both bad"
    case skips
    /// Several images share the first place, and the format takes one.
    case rankingsWithoutBest = "rankings without a single best image"
    /// All images share one place.
    case rankingsWithoutOrder = "rankings that put all images on one place"
  }
}
