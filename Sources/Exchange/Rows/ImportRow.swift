import Preferences

/// One row of a source, read and checked as far as that goes without opening an image.
package struct ImportRow: Hashable, Sendable {
  package let file: String
  package let at: String
  package let prompt: String
  /// In the order of the source. Choices refer to them by index.
  package let images: [RowImage]
  package let choices: [RowChoice]
  package let tags: [String]
  /// The comparison that konomi's own export says this is.
  package let comparison: ComparisonID?
  /// Whether the source holds what reviewers decided besides.
  let holdsReview: Bool

  func rejected(_ reason: String) -> RejectedRow {
    RejectedRow(file: file, at: at, reason: reason)
  }
}

/// An image as a row names it.
package struct RowImage: Hashable, Sendable {
  /// As written in the source.
  package let name: String
  /// Where it may lie, absolute; the first that is there counts.
  package let paths: [String]
  package let generator: String?
  /// What the file must be, where the source says so.
  package let image: ImageID?
  /// What to say where it lies in none of these.
  let remedy: String
}

/// A choice as a row states it; images are indices into the row's.
package struct RowChoice: Hashable, Sendable {
  package let annotator: String
  package let outcome: RowOutcome
  package let kind: Kind
  /// Where in the row it stands, such as `choices[1]`; empty where the row is the choice.
  package let place: String
  package var remarks = Remarks()
  package var at: Timestamp?
  package var shown = RowShowing()

  /// What a second choice of the same annotator on the same images is.
  package enum Kind: Hashable, Sendable {
    /// Perhaps another person's: the source tells nobody apart.
    case vote
    /// The same person asked again, in a format that has no word for that.
    case oneOfSeveral
    /// Another answer to the same question, unless trial, choice or repetition tell them apart.
    case answer
  }

  init(
    annotator: String, outcome: RowOutcome, kind: Kind, place: String = "", remarks: Remarks = Remarks(),
    at: Timestamp? = nil, shown: RowShowing = RowShowing()
  ) {
    self.annotator = annotator
    self.outcome = outcome
    self.kind = kind
    self.place = place
    self.remarks = remarks
    self.at = at
    self.shown = shown
  }

  /// A choice of one of the Human Preference Datasets.
  /// - Parameter annotator: `nil` where the row does not tell who chose; then, and where it comes back under the name of
  ///   a format that had not told either, it is a vote.
  init(by annotator: String?, in format: ImportFormat, outcome: RowOutcome, place: String = "") {
    let isNamed = annotator.map { ImportFormat(rawValue: $0) == nil } ?? false
    self.init(
      annotator: annotator ?? format.rawValue, outcome: outcome, kind: isNamed ? .oneOfSeveral : .vote,
      place: place)
  }
}

package enum RowOutcome: Hashable, Sendable {
  case preferred(Int)
  /// Best first; tied images stand in one group.
  case ranking([[Int]])
  case tie
  case bothBad
  case skip
}

/// How a choice came about, as far as the source tells: konomi's own export tells everything, the others nothing.
package struct RowShowing: Hashable, Sendable {
  package var trial: TrialID?
  package var session: SessionID?
  package var choice: EventID?
  /// In display order; `nil` means all images in the order of the source.
  package var order: [Int]?
  package var task: AnnotationMode.Task?
  package var repetition = 0
  package var responseMilliseconds: Int?
  package var scoresVisible = false
  package var selection = Selection(policy: .imported, probability: 1)
}
