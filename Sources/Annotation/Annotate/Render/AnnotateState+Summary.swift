import Preferences

extension AnnotateState {
  /// What this sitting came to, in lines to be read after the screen has closed; empty where nothing was chosen.
  package var summary: [String] {
    guard progress.choicesNow > 0 else { return [] }
    let choices = progress.choicesNow == 1 ? "1 choice" : "\(progress.choicesNow) choices"
    var lines = ["\(choices) recorded, \(progress.done) of \(progress.total) trials done"]
    if reveal != .never, let words = scorerAgreement.words(called: "\(scorer.word)–you") {
      lines.append(words.shorterAndShorter[0])
    }
    if let words = othersAgreement.words(called: "others–you") { lines.append(words.shorterAndShorter[0]) }
    if let share = promptness.share {
      lines.append(
        "predictions were there for \(promptness.inTime) of \(promptness.choices) choices, \(Wording.percent(share))"
      )
    }
    return lines
  }
}
