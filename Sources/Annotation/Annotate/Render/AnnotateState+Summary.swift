import Preferences

extension AnnotateState {
  /// What this sitting came to, in lines to be read after the screen has closed; empty where nothing was chosen.
  package var summary: [String] {
    let refusals = conditions.refusals.words.map { ["keys that did not count: \($0)"] } ?? []
    guard progress.choicesNow > 0 else { return refusals }
    let done = "\(progress.done) of \(counted(progress.total, "trial")) done"
    var lines = ["\(counted(progress.choicesNow, "choice")) recorded, \(done)"] + refusals
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

extension SessionConditions.Refusals {
  /// `nil` where there were none.
  var words: String? {
    let parts = [
      (held, "held down"), (early, "before the candidates were there"),
      (unseen, "before they could be seen"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return told.isEmpty ? nil : told.joined(separator: ", ")
  }
}
