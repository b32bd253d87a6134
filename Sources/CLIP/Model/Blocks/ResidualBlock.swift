import Tensors

/// x + attention(norm(x)), then x + perceptron(norm(x)): a pre-norm transformer block.
package struct ResidualBlock: Sendable {
  let attentionNorm: LayerNorm
  /// Queries, keys and values: (3 · width, width).
  let attentionInput: Linear
  let attention: Attention
  let attentionOutput: Linear
  let perceptronNorm: LayerNorm
  let perceptronInput: Linear
  let activation: Activation
  let perceptronOutput: Linear

  var width: Int { attentionOutput.outputWidth }

  func workspace(rows: Int) -> BlockWorkspace {
    BlockWorkspace(rows: rows, width: width, hidden: perceptronInput.outputWidth)
  }

  /// Changes x in place.
  /// - Parameters:
  ///   - x: (rows of `sequences`, width)
  ///   - workspace: for at least as many rows.
  func callAsFunction(
    _ x: Matrix, of sequences: Sequences, using workspace: BlockWorkspace, on workers: Workers
  ) {
    let work = workspace.first(x.rows)
    attentionNorm(x, into: work.normalized, on: workers)
    attentionInput(work.normalized, into: work.projected, on: workers)
    attention(
      queries: work.projected.slice(columns: 0..<width), of: sequences,
      keys: work.projected.slice(columns: width..<2 * width),
      values: work.projected.slice(columns: 2 * width..<3 * width), of: sequences, into: work.attended,
      on: workers)
    attentionOutput.add(work.attended, to: x, on: workers)
    perceptron(x, work, on: workers)
  }

  /// The block's output for one token of each sequence, which is all that is needed of the last block: other
  /// tokens serve as keys and values only. A causal block gives the right output for last tokens alone.
  /// - Parameters:
  ///   - x: (rows of `sequences`, width); stays as it is.
  ///   - tokens: a row of x for each sequence.
  /// - Returns: (sequences, width)
  func output(
    at tokens: [Int], from x: Matrix, of sequences: Sequences, using workspace: BlockWorkspace,
    on workers: Workers
  ) -> Matrix {
    let work = workspace.first(x.rows)
    attentionNorm(x, into: work.normalized, on: workers)
    let keysAndValues = work.projected.slice(columns: width..<3 * width)
    attentionInput.outputs(width..<3 * width)(work.normalized, into: keysAndValues, on: workers)

    let few = self.workspace(rows: tokens.count)
    few.normalized.copyRows(tokens, of: work.normalized)
    let queries = few.projected.slice(columns: 0..<width)
    attentionInput.outputs(0..<width)(few.normalized, into: queries, on: workers)
    attention(
      queries: queries, of: Sequences(count: tokens.count, length: 1),
      keys: keysAndValues.slice(columns: 0..<width), values: keysAndValues.slice(columns: width..<2 * width),
      of: sequences, into: few.attended, on: workers)

    let output = Matrix(rows: tokens.count, columns: width)
    output.copyRows(tokens, of: x)
    attentionOutput.add(few.attended, to: output, on: workers)
    perceptron(output, few, on: workers)
    return output
  }

  private func perceptron(_ x: Matrix, _ work: BlockWorkspace, on workers: Workers) {
    perceptronNorm(x, into: work.normalized, on: workers)
    perceptronInput(work.normalized, into: work.hidden, activation: activation, on: workers)
    perceptronOutput.add(work.hidden, to: x, on: workers)
  }
}

/// Memory for what a block computes on its way, or for the gradients of it on the way back. One serves block after
/// block.
struct BlockWorkspace: Sendable {
  /// What came out of a layer norm: (rows, width).
  let normalized: Matrix
  /// Queries, keys and values: (rows, 3 · width).
  let projected: Matrix
  /// (rows, width)
  let attended: Matrix
  /// (rows, hidden)
  let hidden: Matrix

  init(rows: Int, width: Int, hidden: Int) {
    normalized = Matrix(rows: rows, columns: width)
    projected = Matrix(rows: rows, columns: 3 * width)
    attended = Matrix(rows: rows, columns: width)
    self.hidden = Matrix(rows: rows, columns: hidden)
  }

  private init(_ workspace: BlockWorkspace, rows: Int) {
    normalized = workspace.normalized.slice(rows: 0..<rows)
    projected = workspace.projected.slice(rows: 0..<rows)
    attended = workspace.attended.slice(rows: 0..<rows)
    hidden = workspace.hidden.slice(rows: 0..<rows)
  }

  func first(_ rows: Int) -> BlockWorkspace { BlockWorkspace(self, rows: rows) }
}
