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
    let workspace = last.workspace(rows: x.rows)
    for block in blocks.dropLast() { block(x, of: sequences, using: workspace, on: workers) }
    return last.output(at: tokens, from: x, of: sequences, using: workspace, on: workers)
  }

  /// All tokens through the first blocks alone.
  /// - Parameter x: (rows of `sequences`, width); is overwritten with the output.
  func runFirst(_ count: Int, on x: Matrix, of sequences: Sequences, on workers: Workers) {
    guard let workspace = blocks.first?.workspace(rows: x.rows) else { return }
    for block in blocks.prefix(count) { block(x, of: sequences, using: workspace, on: workers) }
  }
}
