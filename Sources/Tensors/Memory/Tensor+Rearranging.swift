extension Tensor {
  /// A matrix with its axes exchanged, as a copy.
  package var transposed: Tensor {
    precondition(shape.count == 2, "\(shape) is not the shape of a matrix")
    let (rows, columns) = (shape[0], shape[1])
    return withUnsafeFloats { source in
      Tensor(uninitialized: [columns, rows]) { buffer in
        for row in 0..<rows {
          for column in 0..<columns { buffer[column * rows + row] = source[row * columns + column] }
        }
      }
    }
  }

  /// One tensor after the other along the first axis, as a copy. All other axes agree.
  package init(concatenating parts: [Tensor]) {
    precondition(Set(parts.map { Array($0.shape.dropFirst()) }).count == 1, "the shapes do not agree")
    let rest = Array(parts[0].shape.dropFirst())
    self.init(uninitialized: [parts.reduce(0) { $0 + $1.shape[0] }] + rest) { buffer in
      var end = 0
      for part in parts {
        part.withUnsafeFloats { end = buffer[end...].update(fromContentsOf: $0) }
      }
    }
  }
}
