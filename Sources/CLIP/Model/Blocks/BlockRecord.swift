import Tensors

/// What a block's backward pass needs of its forward pass. Layer norms and activations are left out: computing them
/// anew costs next to nothing.
///
/// The block gives its output for all tokens, or for `few` of them alone.
struct BlockRecord: Sendable {
  /// What went in: (rows, width).
  let input: Matrix
  /// (few, width)
  let queries: Matrix
  /// (rows, 2 · width)
  let keysAndValues: Matrix
  /// (few, width)
  let attended: Matrix
  /// After the attention: (few, width).
  let middle: Matrix
  /// Before the activation: (few, hidden).
  let hidden: Matrix

  /// Of a record for all tokens, without its input, in bytes.
  static func size(of block: ResidualBlock, rows: Int) -> Int {
    4 * rows * (5 * block.width + block.perceptronInput.outputWidth)
  }
}

/// Which rows a block works on.
struct BlockRows: Sendable {
  let sequences: Sequences
  /// One of each sequence, which alone is read; `nil` where all are.
  let tokens: [Int]?

  var querying: Sequences {
    tokens.map { Sequences(count: $0.count, length: 1) } ?? sequences
  }
}

extension ResidualBlock {
  /// The forward pass up to the last product, which no backward pass asks for.
  /// - Parameters:
  ///   - x: (rows, width); stays as it is, and is the record's.
  ///   - workspace: for at least as many rows.
  func record(
    _ x: Matrix, _ rows: BlockRows, using workspace: BlockWorkspace, on workers: Workers
  ) -> BlockRecord {
    let normalized = workspace.normalized.slice(rows: 0..<x.rows)
    attentionNorm(x, into: normalized, on: workers)
    let (queries, keysAndValues) = attentionInputs(normalized, rows, on: workers)
    let attended = Matrix(rows: queries.rows, columns: width)
    attention(
      queries: queries, of: rows.querying, keys: keysAndValues.slice(columns: 0..<width),
      values: keysAndValues.slice(columns: width..<2 * width), of: rows.sequences, into: attended, on: workers
    )

    let middle = Matrix(rows: queries.rows, columns: width)
    middle.copyRows(rows.tokens ?? Array(0..<x.rows), of: x)
    attentionOutput.add(attended, to: middle, on: workers)

    let fewNormalized = workspace.normalized.slice(rows: 0..<middle.rows)
    perceptronNorm(middle, into: fewNormalized, on: workers)
    let hidden = Matrix(rows: middle.rows, columns: perceptronInput.outputWidth)
    perceptronInput(fewNormalized, into: hidden, on: workers)
    return BlockRecord(
      input: x, queries: queries, keysAndValues: keysAndValues, attended: attended, middle: middle,
      hidden: hidden)
  }

  /// What comes out of the block: (few, width).
  func output(_ record: BlockRecord, using workspace: BlockWorkspace, on workers: Workers) -> Matrix {
    let activated = workspace.hidden.slice(rows: 0..<record.hidden.rows)
    activation(record.hidden, into: activated, on: workers)
    let output = Matrix(copying: record.middle)
    perceptronOutput.add(activated, to: output, on: workers)
    return output
  }

  private func attentionInputs(
    _ normalized: Matrix, _ rows: BlockRows, on workers: Workers
  ) -> (queries: Matrix, keysAndValues: Matrix) {
    guard let tokens = rows.tokens else {
      let projected = Matrix(rows: normalized.rows, columns: 3 * width)
      attentionInput(normalized, into: projected, on: workers)
      return (projected.slice(columns: 0..<width), projected.slice(columns: width..<3 * width))
    }
    let read = Matrix(rows: tokens.count, columns: width)
    read.copyRows(tokens, of: normalized)
    let queries = Matrix(rows: tokens.count, columns: width)
    attentionInput.outputs(0..<width)(read, into: queries, on: workers)
    let keysAndValues = Matrix(rows: normalized.rows, columns: 2 * width)
    attentionInput.outputs(width..<3 * width)(normalized, into: keysAndValues, on: workers)
    return (queries, keysAndValues)
  }
}
