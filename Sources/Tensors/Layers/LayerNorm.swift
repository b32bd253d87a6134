import CKernels

/// Every row brought to mean 0 and variance 1, then scaled and shifted.
/// Ba, Kiros, Hinton 2016, arXiv 1607.06450.
package struct LayerNorm: Sendable {
  /// (width)
  package let weight: Parameter
  package let bias: Parameter
  /// Added to the variance.
  package let epsilon: Float

  package static let usualEpsilon: Float = 1e-5

  package init(weight: Parameter, bias: Parameter, epsilon: Float = Self.usualEpsilon) {
    precondition(weight.shape == bias.shape && weight.shape.count == 1)
    self.weight = weight
    self.bias = bias
    self.epsilon = epsilon
  }

  /// - Parameters:
  ///   - x: (rows, width)
  ///   - y: the same shape; may be x itself.
  package func callAsFunction(_ x: Matrix, into y: Matrix, on workers: Workers) {
    precondition(x.columns == weight.count && y.columns == x.columns && y.rows == x.rows)
    let parts = RowParts(rows: x.rows)
    workers.forEach(parts.count) { part, _ in
      let from = x.slice(rows: parts[part])
      let to = y.slice(rows: parts[part])
      withExtendedLifetime((from, to)) {
        kernels.layer_norm(
          from.start, from.stride, weight.values.start, bias.values.start, epsilon, to.start, to.stride,
          from.rows, from.columns)
      }
    }
  }
}

/// Rows in parts, for work on each row alone. How many there are does not depend on the workers, so that neither
/// does a sum that is made part by part.
struct RowParts: Sendable {
  let rows: Int
  private static let rowsPerPart = 32

  var count: Int { (rows + Self.rowsPerPart - 1) / Self.rowsPerPart }

  subscript(part: Int) -> Range<Int> {
    part * Self.rowsPerPart..<min(rows, (part + 1) * Self.rowsPerPart)
  }
}
