/// Which standing choices a study takes in.
package struct StudyFilter: Hashable, Sendable {
  /// `nil` takes every session; so with the next two.
  package var sessions: Set<SessionID>?
  package var annotators: Set<AnnotatorID>?
  /// Only pairs with a candidate of one of these.
  package var generators: Set<String>?
  package var since: Timestamp?
  /// Choices made with scores in sight agree with the scorer for a reason of their own.
  package var includesRevealed = false
  /// The policies that picked a trial. A sample chosen by looking at scores says nothing of the rest, so that
  /// figures come from what was drawn at random. Imported choices count with it: they are all that there is of their
  /// study, and konomi chose none of them. Repeats are taken in whatever stands here, and kept apart.
  package var strata: Set<Selection.Policy> = [.random, .imported]

  package init(
    sessions: Set<SessionID>? = nil, annotators: Set<AnnotatorID>? = nil, generators: Set<String>? = nil,
    since: Timestamp? = nil, includesRevealed: Bool = false,
    strata: Set<Selection.Policy> = [.random, .imported]
  ) {
    self.sessions = sessions
    self.annotators = annotators
    self.generators = generators
    self.since = since
    self.includesRevealed = includesRevealed
    self.strata = strata
  }
}

extension StudyFilter {
  /// Whether a choice belongs to what figures are of by default: blind, on a trial that no score had a part in picking,
  /// and no repeat. What is shown while people work counts the same choices as the report.
  package static func takesByDefault(
    scoresVisible: Bool, policy: Selection.Policy, repetition: Int
  ) -> Bool {
    !scoresVisible && repetition == 0 && StudyFilter().strata.contains(policy)
  }
}

/// Choices that nothing else in the filter kept out.
package struct StudyLeftOut: Hashable, Sendable {
  /// Made with scores in sight.
  package var revealed = 0
  /// By a policy that is not among the strata; blind ones.
  package var strata: [Selection.Policy: Int] = [:]

  package init(revealed: Int = 0, strata: [Selection.Policy: Int] = [:]) {
    self.revealed = revealed
    self.strata = strata
  }
}
