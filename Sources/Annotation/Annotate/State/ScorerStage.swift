/// What predictions come from.
package enum ScorerStage: Equatable, Sendable {
  case none
  /// Being opened in the background.
  case loading(String)
  /// - Parameter score: what it is called beside the annotator, by its score.
  case ready(String, score: String)
  case failed(String)

  /// Whether predictions are, or will be, there.
  var isWorking: Bool {
    switch self {
    case .loading, .ready: true
    case .none, .failed: false
    }
  }

  /// What the scorer is called beside the annotator.
  var word: String {
    if case .ready(_, let score) = self { score } else { "scorer" }
  }
}
