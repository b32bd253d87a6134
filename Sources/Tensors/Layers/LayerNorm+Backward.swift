import CKernels

extension LayerNorm {
  /// Adds to the gradients of the weights, where they are trained, and to that of x.
  /// - Parameters:
  ///   - x: what the layer was given, (rows, width).
  ///   - gradient: of the loss by y, the same shape.
  ///   - sum: to which the gradient by x is added, the same shape; `nil` where nobody needs it.
  package func backward(
    x: Matrix, gradient: Matrix, addingTo sum: Matrix?, on workers: Workers
  ) {
    precondition(x.columns == weight.count && gradient.columns == x.columns && gradient.rows == x.rows)
    precondition(sum.map { $0.rows == x.rows && $0.columns == x.columns } ?? true)
    let parts = RowParts(rows: x.rows)
    // A row for each part: workers do not meet, and the order of the sum is always the same.
    let partial: (weight: Matrix, bias: Matrix)? =
      weight.isTrained
      ? (Matrix(zeros: parts.count, columns: x.columns), Matrix(zeros: parts.count, columns: x.columns)) : nil
    workers.forEach(parts.count) { part, _ in
      let (x, gradient) = (x.slice(rows: parts[part]), gradient.slice(rows: parts[part]))
      let sum = sum?.slice(rows: parts[part])
      let row = (partial?.weight.slice(rows: part..<part + 1), partial?.bias.slice(rows: part..<part + 1))
      withExtendedLifetime((x, gradient, sum, row)) {
        kernels.layer_norm_backward(
          x.start, x.stride, weight.values.start, epsilon, gradient.start, gradient.stride, sum?.start,
          sum?.stride ?? 0, row.0?.start, row.1?.start, x.rows, x.columns)
      }
    }
    guard let partial else { return }
    weight.gradient?.addColumnSums(of: partial.weight, on: workers)
    bias.gradient?.addColumnSums(of: partial.bias, on: workers)
  }
}

extension Matrix {
  /// Adds the rows of a matrix, one after the other, to the only row of this one.
  func addColumnSums(of terms: Matrix, on workers: Workers) {
    precondition(rows == 1 && columns == terms.columns)
    let columnsPerPart = 256
    workers.forEach((columns + columnsPerPart - 1) / columnsPerPart) { part, _ in
      let range = part * columnsPerPart..<Swift.min(columns, (part + 1) * columnsPerPart)
      let (from, to) = (terms.slice(columns: range), slice(columns: range))
      withExtendedLifetime((from, to)) {
        kernels.add_column_sums(from.start, from.stride, to.start, from.rows, from.columns)
      }
    }
  }
}
