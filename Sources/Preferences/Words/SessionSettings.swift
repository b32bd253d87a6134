/// What is fixed while a session lasts: how comparisons become trials, and in which order they come.
package struct SessionSettings: Hashable, Sendable {
  package var mode: AnnotationMode
  /// The key of every order and sample of the study; the same for all its annotators.
  package var seed: UInt64
  /// How many pairs are taken of a comparison in pair mode; `nil` takes all.
  package var pairsPerComparison: Int?
  /// How many annotators judge each trial; `nil` has everyone judge all.
  package var annotatorsPerTrial: Int?
  /// The share of trials, 0…1, that come back later with their sides swapped.
  package var repeatShare: Double
  /// `nil` where there is nothing to show, as with imported choices.
  package var reveal: Reveal?

  package init(
    mode: AnnotationMode = .pair, seed: UInt64 = 0, pairsPerComparison: Int? = nil,
    annotatorsPerTrial: Int? = nil, repeatShare: Double = 0, reveal: Reveal? = nil
  ) {
    self.mode = mode
    self.seed = seed
    self.pairsPerComparison = pairsPerComparison
    self.annotatorsPerTrial = annotatorsPerTrial
    self.repeatShare = repeatShare
    self.reveal = reveal
  }
}

/// What an annotator is asked of a comparison.
package enum AnnotationMode: String, Hashable, Sendable, CaseIterable {
  /// Which of two candidates.
  case pair
  /// Which one of all candidates.
  case best
  /// The order of all candidates.
  case rank

  /// What a choice is committed as. `pair` and `best` ask the same of two candidates.
  package var task: Task { self == .rank ? .rank : .prefer }

  package enum Task: String, Hashable, Sendable {
    case prefer
    case rank
  }
}
