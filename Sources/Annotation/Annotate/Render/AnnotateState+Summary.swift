import Preferences

extension AnnotateState {
  /// What this sitting came to, in lines to be read after the screen has closed; empty where nothing was chosen.
  package var summary: [String] {
    guard progress.choicesNow > 0 else { return [] }
    var lines = [
      "\(counted(progress.choicesNow, "choice")) recorded, \(progress.done) of \(counted(progress.total, "trial")) done"
    ]
    if reveal != .never, let words = scorerAgreement.words(called: "\(scorer.word)–you") {
      lines.append(words.shorterAndShorter[0])
    }
    if let words = othersAgreement.words(called: "others–you") { lines.append(words.shorterAndShorter[0]) }
    if let share = promptness.share {
      lines.append(
        "predictions were there for \(promptness.inTime) of \(counted(promptness.choices, "choice")), \(Wording.percent(share))"
      )
    }
    return lines
  }
}
