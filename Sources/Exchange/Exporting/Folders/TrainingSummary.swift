import Preferences

/// What was written for training, and what was not.
package struct TrainingSummary: Hashable, Sendable {
  package var captions = Part()
  package var pairs = Part()
  /// Images that are missing, have changed since import, or cannot be read.
  package var uselessImages = 0

  package init() {}

  package var isEmpty: Bool { captions.count + pairs.count == 0 }

  package subscript(samples: TrainingSettings.Samples) -> Part {
    get { samples == .captions ? captions : pairs }
    set { if samples == .captions { captions = newValue } else { pairs = newValue } }
  }

  package struct Part: Hashable, Sendable {
    /// How many samples there are on each side.
    package var samples: [PromptSplit.Side: Int] = [:]
    package var shards: [PromptSplit.Side: Int] = [:]
    package var leftOut: [LeftOut: Int] = [:]

    package init() {}

    package var count: Int { samples.values.reduce(0, +) }
  }

  /// Choices, but for pairs that are left out singly.
  package enum LeftOut: String, Hashable, Sendable, CaseIterable {
    case ties
    case tiedPairs = "tied pairs"
    case bothBad = "both bad"
    case skips
    case rankingsWithoutBest = "rankings without a single best image"
    case uselessImages = "with an image that is missing or has changed"
    case formats = "with a GIF or TIFF image, which open_clip's trainer does not read"
  }
}
