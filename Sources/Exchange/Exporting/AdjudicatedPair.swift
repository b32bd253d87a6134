import Preferences

/// What reviewers decided of two of the candidates that a choice was made on. It stands beside the choice and never
/// in its place.
struct AdjudicatedPair {
  let pair: CandidatePair
  let review: Review

  /// Those of the candidates shown that have an adjudication or tags, in the order of the pairs.
  static func all(of trial: Trial, review: (CandidatePair) throws -> Review?) rethrows -> [AdjudicatedPair] {
    var found: [AdjudicatedPair] = []
    let images = trial.images.sorted()
    for (place, first) in images.enumerated() {
      for second in images[(place + 1)...] {
        let pair = CandidatePair(first, second, of: trial.comparison)
        guard let review = try review(pair), review.adjudication != nil || !review.tags.isEmpty else {
          continue
        }
        found.append(AdjudicatedPair(pair: pair, review: review))
      }
    }
    return found
  }

  /// The image that is to count as preferred, as `image` has it, or the word of the outcome; null where nothing was
  /// decided.
  func adjudicated(_ image: (ImageID) -> JSONValue) -> JSONValue {
    switch review.adjudication?.outcome {
    case .preferred(let preferred): image(preferred)
    case .some(let outcome): .string(outcome.word)
    case nil: .null
    }
  }

  var errorTags: JSONValue { .array(review.tags.map(JSONValue.string)) }

  /// As one of a list.
  func object(_ image: (ImageID) -> JSONValue) -> JSONValue {
    .object([
      ("pair", .array(pair.images.map(image))), ("adjudicated", adjudicated(image)),
      ("error_tags", errorTags),
    ])
  }
}
