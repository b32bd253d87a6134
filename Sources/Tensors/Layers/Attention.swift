import CKernels

/// Scaled dot-product attention in several heads: softmax(q kᵀ / √(width of a head)) v.
/// Vaswani et al. 2017, arXiv 1706.03762.
package struct Attention: Hashable, Sendable {
  package let heads: Int
  /// A token sees only itself and earlier ones.
  package let isCausal: Bool

  package init(heads: Int, isCausal: Bool = false) {
    self.heads = heads
    self.isCausal = isCausal
  }

  /// - Parameters:
  ///   - queries: (rows of `querying`, width): either a row for every row of `sequences`, or the last of each alone.
  ///   - keys: (rows of `sequences`, width)
  ///   - values: the same shape.
  ///   - output: the shape of `queries`.
  package func callAsFunction(
    queries: Matrix, of querying: Sequences, keys: Matrix, values: Matrix, of sequences: Sequences,
    into output: Matrix, on workers: Workers
  ) {
    precondition(querying.count == sequences.count && queries.columns % heads == 0)
    let scratch = (0..<workers.count).map { _ in
      Matrix(rows: querying.longest, columns: sequences.longest)
    }
    forEachHead(of: sequences, querying, width: queries.columns, on: workers) { part, worker in
      let weights = scratch[worker].slice(rows: 0..<part.queryRows.count, columns: 0..<part.rows.count)
      weigh(part.queries(queries), part.keys(keys), into: weights)
      multiply(weights.plain, part.keys(values).plain, into: part.queries(output))
    }
  }

  /// softmax(q kᵀ / √(width of a head)) of one head in one sequence, on the calling thread.
  func weigh(_ queries: Matrix, _ keys: Matrix, into weights: Matrix) {
    multiply(queries.plain, keys.transposed, into: weights)
    // The last token alone sees all others.
    let kernel = isCausal && weights.rows > 1 ? kernels.causal_softmax : kernels.softmax
    withExtendedLifetime(weights) {
      kernel(weights.start, weights.stride, scale(queries.columns), weights.rows, weights.columns)
    }
  }

  func scale(_ headWidth: Int) -> Float { 1 / Float(headWidth).squareRoot() }

  func forEachHead(
    of sequences: Sequences, _ querying: Sequences, width: Int, on workers: Workers,
    _ body: @Sendable (_ part: AttentionPart, _ worker: Int) -> Void
  ) {
    let headWidth = width / heads
    workers.forEach(sequences.count * heads) { index, worker in
      let (sequence, head) = (index / heads, index % heads)
      let part = AttentionPart(
        queryRows: querying[sequence], rows: sequences[sequence],
        columns: head * headWidth..<(head + 1) * headWidth)
      body(part, worker)
    }
  }
}

/// Where one head of one sequence lies.
struct AttentionPart: Sendable {
  let queryRows: Range<Int>
  let rows: Range<Int>
  let columns: Range<Int>

  /// Of queries and what has their shape.
  func queries(_ matrix: Matrix) -> Matrix { matrix.slice(rows: queryRows, columns: columns) }
  /// Of keys, values and what has their shape.
  func keys(_ matrix: Matrix) -> Matrix { matrix.slice(rows: rows, columns: columns) }
}
