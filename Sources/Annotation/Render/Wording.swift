import Preferences

extension AnnotateState {
  /// With one digit behind the point.
  static func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// In the largest fitting unit.
  static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded())) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    default: "\(decimal(seconds / 3600)) h"
    }
  }

  /// A bar of block characters, exact to an eighth of a cell.
  static func bar(_ fraction: Double, width: Int) -> String {
    let eighths = Int((fraction * Double(width * 8)).rounded())
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let filled = String(repeating: "█", count: eighths / 8) + partial
    return "▕" + filled + String(repeating: " ", count: width - filled.count) + "▏"
  }
}

extension KeyGuard.Objection {
  var words: String {
    switch self {
    case .tooEarly: "that key came before the candidates could be seen: press it again"
    case .heldDown: "that key counts as held down: let it go for a moment"
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
