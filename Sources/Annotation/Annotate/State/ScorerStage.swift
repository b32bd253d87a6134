/// What predictions come from.
package enum ScorerStage: Equatable, Sendable {
  case none
  /// Being opened in the background.
  case loading(String)
  case ready(String)
  case failed(String)

  /// Whether predictions are, or will be, there.
  var isWorking: Bool {
    switch self {
    case .loading, .ready: true
    case .none, .failed: false
    }
  }
}
