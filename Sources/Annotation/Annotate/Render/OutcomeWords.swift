import Preferences

extension Objection {
  var words: String {
    switch self {
    case .heldDown: "a key held down counts once: press it again"
    case .tooEarly: "that key came before the candidates could be seen: press it again"
    case .unconfirmed: "the candidates are still on their way to your terminal: press again when you see them"
    case .noRoom(let count): "no room for \(count) candidates here: enlarge the window, or s skips"
    }
  }
}

extension AnnotateState.CommittedTrial {
  /// What was chosen, in words, by the places that the candidates had on screen.
  var words: String {
    switch outcome {
    case .preferred(let image): "preferred \(place(of: image))"
    case .ranking(let groups):
      "ranked " + groups.map { $0.map(place).joined(separator: " = ") }.joined(separator: " > ")
    case .tie: "tie"
    case .bothBad: queued.trial.candidates.count == 2 ? "both bad" : "all bad"
    case .skip: "skipped"
    }
  }

  private func place(of image: ImageID) -> String {
    queued.trial.images.firstIndex(of: image).map { "\($0 + 1)" } ?? "?"
  }
}
