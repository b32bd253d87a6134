/// Two candidates of a comparison, whoever was shown them, beside which others, and on which side.
package struct CandidatePair: Hashable, Sendable {
  package let comparison: ComparisonID
  /// The one with the smaller id.
  package let first: ImageID
  package let second: ImageID

  /// The order of the two does not matter.
  package init(_ image: ImageID, _ other: ImageID, of comparison: ComparisonID) {
    self.comparison = comparison
    (first, second) = image < other ? (image, other) : (other, image)
  }

  package var images: [ImageID] { [first, second] }

  package func other(than image: ImageID) -> ImageID {
    image == first ? second : first
  }

  /// The order on a reviewer's screen: by a keyed hash, as it is for annotators, so that nobody's habit of
  /// preferring one side favours a candidate, and the same each time the pair comes up.
  package func order(for reviewer: AnnotatorID) -> [ImageID] {
    var fields = HashFields("order in review")
    fields.append(reviewer)
    fields.append(comparison)
    fields.append(first)
    fields.append(second)
    let isSwapped = SipHash.ordering(seed: 0)(fields.bytes).high & 1 == 1
    return isSwapped ? [second, first] : [first, second]
  }
}

extension CandidatePair: Comparable {
  package static func < (left: CandidatePair, right: CandidatePair) -> Bool {
    if left.comparison != right.comparison { return left.comparison < right.comparison }
    if left.first != right.first { return left.first < right.first }
    return left.second < right.second
  }
}
