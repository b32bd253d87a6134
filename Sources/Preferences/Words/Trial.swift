/// One showing of a comparison, or of some of its candidates, to one annotator in one display order.
package struct Trial: Hashable, Sendable {
  package let id: TrialID
  package let comparison: ComparisonID
  package let prompt: Prompt
  /// In display order: the first is shown first.
  package let candidates: [Candidate]
  package let task: AnnotationMode.Task
  /// 0 for the first showing, 1 for the hidden repeat.
  package let repetition: Int
  package let selection: Selection

  /// - Throws: `Malformed.tooFewCandidates`.
  package init(
    id: TrialID, comparison: ComparisonID, prompt: Prompt, candidates: [Candidate],
    task: AnnotationMode.Task, repetition: Int = 0, selection: Selection
  ) throws(Malformed) {
    guard candidates.count >= 2 else { throw .tooFewCandidates(candidates.count) }
    self.id = id
    self.comparison = comparison
    self.prompt = prompt
    self.candidates = candidates
    self.task = task
    self.repetition = repetition
    self.selection = selection
  }

  package var images: [ImageID] { candidates.map(\.image) }
}

/// Why a trial was shown: the policy that picked it and the probability with which it did. Without both,
/// a figure computed over a chosen sample cannot be corrected for the choosing.
package struct Selection: Hashable, Sendable {
  package let policy: Policy
  /// Greater than 0, at most 1.
  package let probability: Double

  package init(policy: Policy, probability: Double) {
    self.policy = policy
    self.probability = probability
  }

  package enum Policy: String, Hashable, Sendable, CaseIterable {
    /// Drawn without looking at candidates or scores.
    case random
    /// A hidden repeat of an earlier trial.
    case `repeat`
    /// Came with imported data; how it was chosen is not known.
    case imported
  }
}
