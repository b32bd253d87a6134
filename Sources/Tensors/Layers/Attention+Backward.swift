import CKernels

extension Attention {
  /// Writes the gradients of queries, keys and values.
  ///
  /// The weights of the forward pass are computed anew: they are many and cost little.
  /// - Parameters:
  ///   - queries: what the layer was given, with the rows of `querying`; `keys` and `values`, with those of
  ///     `sequences`, too.
  ///   - gradient: of the loss by the output, the shape of `queries`.
  ///   - queryGradient: the shape of `queries`.
  ///   - keyGradient: the shape of `keys`.
  ///   - valueGradient: the shape of `values`.
  package func backward(
    queries: Matrix, of querying: Sequences, keys: Matrix, values: Matrix, of sequences: Sequences,
    gradient: Matrix, into queryGradient: Matrix, _ keyGradient: Matrix, _ valueGradient: Matrix,
    on workers: Workers
  ) {
    precondition(querying.count == sequences.count && queries.columns % heads == 0)
    let scratch = (0..<workers.count).map { _ in
      Matrix(rows: 2 * querying.longest, columns: sequences.longest)
    }
    forEachHead(of: sequences, querying, width: queries.columns, on: workers) { part, worker in
      let count = part.queryRows.count
      let weights = scratch[worker].slice(rows: 0..<count, columns: 0..<part.rows.count)
      let slopes = scratch[worker].slice(rows: count..<2 * count, columns: 0..<part.rows.count)
      weigh(part.queries(queries), part.keys(keys), into: weights)
      let gradient = part.queries(gradient)
      multiply(weights.transposed, gradient.plain, into: part.keys(valueGradient))
      multiply(gradient.plain, part.keys(values).transposed, into: slopes)
      withExtendedLifetime((weights, slopes)) {
        kernels.softmax_backward(
          weights.start, weights.stride, scale(part.columns.count), slopes.start, slopes.stride, count,
          part.rows.count)
      }
      multiply(slopes.plain, part.keys(keys).plain, into: part.queries(queryGradient))
      multiply(slopes.transposed, part.queries(queries).plain, into: part.keys(keyGradient))
    }
  }
}
