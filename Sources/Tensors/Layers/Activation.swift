import CKernels

/// The function between the two layers of a perceptron.
package enum Activation: String, Hashable, Sendable, CaseIterable {
  /// v / 2 · (1 + erf(v / √2)). Hendrycks, Gimpel 2016, arXiv 1606.08415.
  case gelu
  /// v · σ(1.702 v): OpenAI's CLIPs and those trained on from them.
  case quickGELU = "quick-gelu"

  /// - Parameters:
  ///   - x: (rows, width)
  ///   - y: the same shape.
  package func callAsFunction(_ x: Matrix, into y: Matrix, on workers: Workers) {
    precondition(x.rows == y.rows && x.columns == y.columns)
    let kernel = self == .gelu ? kernels.gelu : kernels.quick_gelu
    let parts = RowParts(rows: x.rows)
    workers.forEach(parts.count) { part, _ in
      let (from, to) = (x.slice(rows: parts[part]), y.slice(rows: parts[part]))
      withExtendedLifetime((from, to)) {
        kernel(from.start, from.stride, to.start, to.stride, from.rows, from.columns)
      }
    }
  }

  /// From the gradient of the loss by y to that by x, in place and on the calling thread.
  /// - Parameters:
  ///   - x: what the function was given, (rows, width).
  ///   - gradient: the same shape.
  package func backward(x: Matrix, gradient: Matrix) {
    precondition(x.rows == gradient.rows && x.columns == gradient.columns)
    let kernel = self == .gelu ? kernels.gelu_backward : kernels.quick_gelu_backward
    withExtendedLifetime((x, gradient)) {
      kernel(x.start, x.stride, gradient.start, gradient.stride, x.rows, x.columns)
    }
  }
}
