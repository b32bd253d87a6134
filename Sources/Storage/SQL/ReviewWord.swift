import Preferences

/// The kinds of review events as the file names them.
enum ReviewWord: String {
  case judgement
  case adjudication
  case withdrawal
  case tags
  case flag
  case note

  init(_ kind: ReviewEvent.Kind) {
    self =
      switch kind {
      case .judged: .judgement
      case .adjudicated: .adjudication
      case .withdrew: .withdrawal
      case .tagged: .tags
      case .flagged: .flag
      case .noted: .note
      }
  }
}
