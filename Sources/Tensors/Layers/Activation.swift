/// The function between the two layers of a perceptron.
package enum Activation: String, Hashable, Sendable, CaseIterable {
  /// v / 2 · (1 + erf(v / √2)). Hendrycks, Gimpel 2016, arXiv 1606.08415.
  case gelu
  /// v · σ(1.702 v): OpenAI's CLIPs and those trained on from them.
  case quickGELU = "quick-gelu"
}
