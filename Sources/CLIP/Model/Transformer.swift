import Tensors

/// Blocks, one after the other, of which one token a sequence comes out.
package struct Transformer: Sendable {
  package let blocks: [ResidualBlock]

  /// - Parameters:
  ///   - x: (rows of `sequences`, width); is overwritten.
  ///   - tokens: a row of x for each sequence; the last ones where the transformer is causal.
  /// - Returns: the output at those tokens, (sequences, width).
  func callAsFunction(
    _ x: Matrix, of sequences: Sequences, at tokens: [Int], on workers: Workers
  ) -> Matrix {
    guard let last = blocks.last else {
      let output = Matrix(rows: tokens.count, columns: x.columns)
      output.copyRows(tokens, of: x)
      return output
    }
    let activations = BlockActivations(
      rows: x.rows, width: x.columns, hidden: last.perceptronInput.outputWidth)
    for block in blocks.dropLast() { block(x, of: sequences, keeping: activations, on: workers) }
    return last.output(at: tokens, from: x, of: sequences, keeping: activations, on: workers)
  }
}
