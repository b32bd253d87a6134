/// A standing choice; 32 bytes.
package struct StudyChoice: Hashable, Sendable {
  /// What it refers to, by index into the columns of the study.
  package internal(set) var comparison: Int32 = 0
  package internal(set) var annotator: Int32
  /// In which the choice was made.
  package internal(set) var session: Int32
  /// −1 where it is not known.
  package let responseMilliseconds: Int32
  /// The candidates shown, in `Study.members`, by place.
  private(set) var firstMember: Int32 = 0
  private(set) var memberCount: Int32 = 0
  package let outcome: Kind
  package let policy: Selection.Policy
  /// Whether the same was asked of the annotator before.
  package let isRepeat: Bool
  package let isFlagged: Bool
  package let scoresVisible: Bool
  /// Whether the candidate with the lowest place was shown first.
  package let showsLowestFirst: Bool

  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case preferred
    case ranking
    case tie
    case bothBad
    case skip
  }

  package init(
    annotator: Int32, session: Int32, outcome: Kind, responseMilliseconds: Int32 = -1,
    policy: Selection.Policy, isRepeat: Bool = false, isFlagged: Bool = false, scoresVisible: Bool = false,
    showsLowestFirst: Bool = true
  ) {
    self.annotator = annotator
    self.session = session
    self.outcome = outcome
    self.responseMilliseconds = responseMilliseconds
    self.policy = policy
    self.isRepeat = isRepeat
    self.isFlagged = isFlagged
    self.scoresVisible = scoresVisible
    self.showsLowestFirst = showsLowestFirst
  }

  package var members: Range<Int> { Int(firstMember)..<Int(firstMember) + Int(memberCount) }

  mutating func setMembers(_ range: Range<Int>) {
    firstMember = Int32(range.lowerBound)
    memberCount = Int32(range.count)
  }

  /// A candidate that was shown.
  package struct Member: Hashable, Sendable {
    /// In the comparison.
    package let place: Int32
    /// How many groups of candidates the choice puts before it. Of one preferred among several, all others have 1,
    /// which says nothing of them among themselves; without an order all have 0.
    package let level: Int32

    package init(place: Int32, level: Int32) {
      self.place = place
      self.level = level
    }
  }
}

extension StudyChoice.Kind {
  package init(_ outcome: Outcome) {
    self =
      switch outcome {
      case .preferred: .preferred
      case .ranking: .ranking
      case .tie: .tie
      case .bothBad: .bothBad
      case .skip: .skip
      }
  }
}
