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

  private var width: Int { attentionOutput.outputWidth }

  /// Changes x in place.
  /// - Parameters:
  ///   - x: (rows of `sequences`, width)
  ///   - activations: for at least as many rows.
  func callAsFunction(
    _ x: Matrix, of sequences: Sequences, keeping activations: BlockActivations, on workers: Workers
  ) {
    let kept = activations.first(x.rows)
    attentionNorm(x, into: kept.attentionNormalized, on: workers)
    attentionInput(kept.attentionNormalized, into: kept.projected, on: workers)
    attention(
      queries: kept.projected.slice(columns: 0..<width), of: sequences,
      keys: kept.projected.slice(columns: width..<2 * width),
      values: kept.projected.slice(columns: 2 * width..<3 * width), of: sequences, into: kept.attended,
      on: workers)
    attentionOutput.add(kept.attended, to: x, on: workers)
    perceptron(x, kept, on: workers)
  }

  /// The block's output for one token of each sequence, which is all that is needed of the last block: other
  /// tokens serve as keys and values only. A causal block gives the right output for last tokens alone.
  /// - Parameters:
  ///   - x: (rows of `sequences`, width); stays as it is.
  ///   - tokens: a row of x for each sequence.
  /// - Returns: (sequences, width)
  func output(
    at tokens: [Int], from x: Matrix, of sequences: Sequences, keeping activations: BlockActivations,
    on workers: Workers
  ) -> Matrix {
    let kept = activations.first(x.rows)
    attentionNorm(x, into: kept.attentionNormalized, on: workers)
    let keysAndValues = kept.projected.slice(columns: width..<3 * width)
    attentionInput.outputs(width..<3 * width)(kept.attentionNormalized, into: keysAndValues, on: workers)

    let few = BlockActivations(rows: tokens.count, width: width, hidden: perceptronInput.outputWidth)
    few.attentionNormalized.copyRows(tokens, of: kept.attentionNormalized)
    let queries = few.projected.slice(columns: 0..<width)
    attentionInput.outputs(0..<width)(few.attentionNormalized, into: queries, on: workers)
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

  private func perceptron(_ x: Matrix, _ kept: BlockActivations, on workers: Workers) {
    perceptronNorm(x, into: kept.perceptronNormalized, on: workers)
    perceptronInput(kept.perceptronNormalized, into: kept.hidden, activation: activation, on: workers)
    perceptronOutput.add(kept.hidden, to: x, on: workers)
  }
}

/// What a block computes on its way. One set serves block after block where only the output matters; a backward
/// pass needs a set for each block, or computes it anew from the block's input.
package struct BlockActivations {
  /// (rows, width)
  let attentionNormalized: Matrix
  /// Queries, keys and values: (rows, 3 · width).
  let projected: Matrix
  /// (rows, width)
  let attended: Matrix
  /// (rows, width)
  let perceptronNormalized: Matrix
  /// After the activation: (rows, hidden).
  let hidden: Matrix

  init(rows: Int, width: Int, hidden: Int) {
    attentionNormalized = Matrix(rows: rows, columns: width)
    projected = Matrix(rows: rows, columns: 3 * width)
    attended = Matrix(rows: rows, columns: width)
    perceptronNormalized = Matrix(rows: rows, columns: width)
    self.hidden = Matrix(rows: rows, columns: hidden)
  }

  private init(_ activations: BlockActivations, rows: Int) {
    attentionNormalized = activations.attentionNormalized.slice(rows: 0..<rows)
    projected = activations.projected.slice(rows: 0..<rows)
    attended = activations.attended.slice(rows: 0..<rows)
    perceptronNormalized = activations.perceptronNormalized.slice(rows: 0..<rows)
    hidden = activations.hidden.slice(rows: 0..<rows)
  }

  fileprivate func first(_ rows: Int) -> BlockActivations { BlockActivations(self, rows: rows) }
}
