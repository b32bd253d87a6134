import Tensors

extension ResidualBlock {
  /// Adds to the gradients of all weights.
  /// - Parameters:
  ///   - gradient: of the loss by the block's output, (few, width); is overwritten.
  ///   - workspace: for at least as many rows as the block was given.
  /// - Returns: the gradient by what the block was given, (rows, width); may be `gradient` itself.
  func backward(
    _ record: BlockRecord, _ rows: BlockRows, gradient: Matrix, using workspace: BlockWorkspace,
    on workers: Workers
  ) -> Matrix {
    perceptronBackward(record, gradient, workspace.first(gradient.rows), on: workers)
    let work = workspace.first(record.input.rows)
    attentionBackward(record, rows, gradient, work, on: workers)
    attentionNorm(record.input, into: work.normalized, on: workers)

    guard let tokens = rows.tokens else {
      attentionInput.backward(
        x: work.normalized, gradient: work.projected, into: work.normalized, on: workers)
      attentionNorm.backward(x: record.input, gradient: work.normalized, addingTo: gradient, on: workers)
      return gradient
    }
    let read = Matrix(rows: tokens.count, columns: width)
    read.copyRows(tokens, of: work.normalized)
    attentionInput.outputs(0..<width).backward(
      x: read, gradient: work.projected.slice(rows: 0..<tokens.count, columns: 0..<width), into: read,
      on: workers)
    attentionInput.outputs(width..<3 * width).backward(
      x: work.normalized, gradient: work.projected.slice(columns: width..<3 * width), into: work.normalized,
      on: workers)
    work.normalized.add(read, toRows: tokens)
    let sum = Matrix(zeros: record.input.rows, columns: width)
    sum.add(gradient, toRows: tokens)
    attentionNorm.backward(x: record.input, gradient: work.normalized, addingTo: sum, on: workers)
    return sum
  }

  /// Adds to `gradient`, that of the output, what goes through the perceptron.
  private func perceptronBackward(
    _ record: BlockRecord, _ gradient: Matrix, _ work: BlockWorkspace, on workers: Workers
  ) {
    activation(record.hidden, into: work.hidden, on: workers)
    perceptronOutput.backward(x: work.hidden, gradient: gradient, into: work.hidden, on: workers) {
      tile, rows, columns in
      activation.backward(x: record.hidden.slice(rows: rows, columns: columns), gradient: tile)
    }
    perceptronNorm(record.middle, into: work.normalized, on: workers)
    perceptronInput.backward(x: work.normalized, gradient: work.hidden, into: work.normalized, on: workers)
    perceptronNorm.backward(x: record.middle, gradient: work.normalized, addingTo: gradient, on: workers)
  }

  /// Writes the gradient of queries, keys and values into `work.projected`.
  private func attentionBackward(
    _ record: BlockRecord, _ rows: BlockRows, _ gradient: Matrix, _ work: BlockWorkspace, on workers: Workers
  ) {
    let attended = work.attended.slice(rows: 0..<gradient.rows)
    attentionOutput.backward(x: record.attended, gradient: gradient, into: attended, on: workers)
    attention.backward(
      queries: record.queries, of: rows.querying, keys: record.keysAndValues.slice(columns: 0..<width),
      values: record.keysAndValues.slice(columns: width..<2 * width), of: rows.sequences, gradient: attended,
      into: work.projected.slice(rows: 0..<gradient.rows, columns: 0..<width),
      work.projected.slice(columns: width..<2 * width), work.projected.slice(columns: 2 * width..<3 * width),
      on: workers)
  }
}
