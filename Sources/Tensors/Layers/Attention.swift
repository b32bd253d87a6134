import CKernels

/// Scaled dot-product attention in several heads: softmax(q kᵀ / √(width of a head)) v.
/// Vaswani et al. 2017, arXiv 1706.03762. A backward pass needs queries, keys and values.
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
    let width = queries.columns / heads
    let scale = 1 / Float(width).squareRoot()
    let scratch = (0..<workers.count).map { _ in
      Matrix(rows: querying.longest, columns: sequences.longest)
    }
    workers.forEach(sequences.count * heads) { index, worker in
      let (sequence, head) = (index / heads, index % heads)
      let columns = head * width..<(head + 1) * width
      let rows = sequences[sequence]
      let queryRows = querying[sequence]
      let weights = scratch[worker].slice(rows: 0..<queryRows.count, columns: 0..<rows.count)
      multiply(
        queries.slice(rows: queryRows, columns: columns), keys.slice(rows: rows, columns: columns),
        transposed: true, into: weights)
      // The last token alone sees all others.
      let kernel = isCausal && queryRows.count > 1 ? kernels.causal_softmax : kernels.softmax
      kernel(weights.start, weights.stride, scale, weights.rows, weights.columns)
      multiply(
        weights, values.slice(rows: rows, columns: columns), transposed: false,
        into: output.slice(rows: queryRows, columns: columns))
    }
  }
}

/// Which rows of a matrix belong together: sequences of tokens, one after the other.
package struct Sequences: Hashable, Sendable {
  private let starts: [Int]

  package init(lengths: [Int]) {
    var starts = [0]
    for length in lengths { starts.append(starts[starts.count - 1] + length) }
    self.starts = starts
  }

  package init(count: Int, length: Int) {
    self.init(lengths: Array(repeating: length, count: count))
  }

  package var count: Int { starts.count - 1 }
  package var rows: Int { starts[count] }
  package var longest: Int { (0..<count).map { self[$0].count }.max() ?? 0 }
  /// The last row of each.
  package var lastRows: [Int] { starts.dropFirst().map { $0 - 1 } }
  /// The first row of each.
  package var firstRows: [Int] { Array(starts.dropLast()) }

  package subscript(index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }
}
