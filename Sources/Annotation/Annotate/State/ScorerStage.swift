/// What predictions come from.
package enum ScorerStage: Equatable, Sendable {
  case none
  /// Being opened in the background.
  case loading(String)
  /// - Parameter isCosine: whether scores are cosines, of which HPS is 100 times.
  case ready(String, isCosine: Bool = true)
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
    if case .ready(_, isCosine: false) = self { "scorer" } else { "HPS" }
  }
}
