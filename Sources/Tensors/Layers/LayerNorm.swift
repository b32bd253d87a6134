import CKernels

/// Every row brought to mean 0 and variance 1, then scaled and shifted.
/// Ba, Kiros, Hinton 2016, arXiv 1607.06450. A backward pass needs x.
package struct LayerNorm: Sendable {
  /// (width)
  package let weight: Tensor
  package let bias: Tensor

  package init(weight: Tensor, bias: Tensor) {
    precondition(weight.shape == bias.shape && weight.shape.count == 1)
    self.weight = weight
    self.bias = bias
  }

  /// - Parameters:
  ///   - x: (rows, width)
  ///   - y: the same shape; may be x itself.
  package func callAsFunction(_ x: Matrix, into y: Matrix, on workers: Workers) {
    precondition(x.columns == weight.count && y.columns == x.columns && y.rows == x.rows)
    let parts = (x.rows + Self.rowsPerPart - 1) / Self.rowsPerPart
    workers.forEach(parts) { part, _ in
      let rows = part * Self.rowsPerPart..<min(x.rows, (part + 1) * Self.rowsPerPart)
      let from = x.slice(rows: rows)
      let to = y.slice(rows: rows)
      withExtendedLifetime((from, to)) {
        weight.withUnsafeFloats { weight in
          bias.withUnsafeFloats { bias in
            kernels.layer_norm(
              from.start, from.stride, weight.baseAddress.unsafelyUnwrapped,
              bias.baseAddress.unsafelyUnwrapped,
              Self.epsilon, to.start, to.stride, rows.count, x.columns)
          }
        }
      }
    }
  }

  private static let epsilon: Float = 1e-5
  private static let rowsPerPart = 32
}
