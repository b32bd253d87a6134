import Preferences

/// The outcomes as the file names them.
enum OutcomeWord: String {
  case preferred
  case ranking
  case tie
  case bothBad = "both_bad"
  case skip

  init(_ outcome: Outcome) {
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
