/// All that standing choices say, in columns of small numbers: what refers to something else does so by its index,
/// so that a million choices take some 60 MB.
///
/// Comparisons stand in the order in which they were added, and only those with a choice; a comparison's choices lie
/// together, in the order of their events.
package struct Study: Hashable, Sendable {
  package let filter: StudyFilter
  /// Those who made a choice, by name.
  package let annotators: [Annotator]
  /// Those in which a choice was made, oldest first.
  package let sessions: [StudySession]
  /// Those of the candidates, in order.
  package let generators: [String]
  /// Those of the comparisons, in order.
  package let tags: [String]
  package let comparisons: Comparisons
  package let choices: [StudyChoice]
  /// The members that choices name by range.
  package let members: [StudyChoice.Member]
  package let leftOut: StudyLeftOut
  /// By generator: whether the filter names it. Empty where it names none.
  let isWanted: [Bool]

  package struct Comparisons: Hashable, Sendable {
    package internal(set) var ids: [ComparisonID] = []
    /// What the store calls them.
    package internal(set) var keys: [Int64] = []
    /// A number for each prompt, from 0 up; comparisons of the same prompt share it.
    package internal(set) var prompts: [Int32] = []
    package internal(set) var promptCount = 0
    /// Index into `Study.generators` of each candidate of the first comparison, then of the second …; −1 where
    /// the generator is not known. A candidate's place in its comparison is its place in the order of image ids.
    package internal(set) var generators: [Int32] = []
    /// Of how many candidates people and models judge different pictures.
    package internal(set) var sights = SightCounts()
    var firstCandidates: [Int32] = [0]
    var tags: [Int32] = []
    var firstTags: [Int32] = [0]
    var firstChoices: [Int32] = [0]

    package var count: Int { ids.count }
    package var candidateCount: Int { generators.count }

    /// Where the candidates of a comparison stand among all of the study, and so in a column of scores.
    package func candidates(of comparison: Int) -> Range<Int> {
      Int(firstCandidates[comparison])..<Int(firstCandidates[comparison + 1])
    }

    /// Where the choices on a comparison stand in `Study.choices`.
    package func choices(on comparison: Int) -> Range<Int> {
      Int(firstChoices[comparison])..<Int(firstChoices[comparison + 1])
    }

    /// Indices into `Study.tags`.
    package func tags(of comparison: Int) -> ArraySlice<Int32> {
      tags[Int(firstTags[comparison])..<Int(firstTags[comparison + 1])]
    }
  }
}

package struct StudySession: Hashable, Sendable {
  package let id: SessionID
  package let origin: Session.Origin
  package let startedAt: Timestamp

  package init(id: SessionID, origin: Session.Origin, startedAt: Timestamp) {
    self.id = id
    self.origin = origin
    self.startedAt = startedAt
  }
}
