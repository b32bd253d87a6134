/// Rows of floats that are worked on: a reference to memory, which copies and slices share.
///
/// Layers read and write matrices; weights and results are `Tensor`s, which nobody writes to behind another's back.
///
/// Sendable, as an address is: layers give each thread rows or columns of its own to write.
package struct Matrix: @unchecked Sendable {
  package let rows: Int
  package let columns: Int
  /// From one row to the next, in floats.
  package let stride: Int
  let start: UnsafeMutablePointer<Float>
  private let memory: FloatMemory

  /// What is in it is not defined until it is written.
  package init(rows: Int, columns: Int) {
    self.init(memory: FloatMemory(count: rows * columns), rows: rows, columns: columns)
  }

  package init(zeros rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns)
    clear()
  }

  package init(copying matrix: Matrix) {
    self.init(rows: matrix.rows, columns: matrix.columns)
    copy(matrix)
  }

  /// The elements of a tensor, with its last axis as columns. Only to be read from.
  package init(reading tensor: Tensor) {
    let columns = tensor.shape.last ?? 1
    self.init(
      memory: tensor.memory, rows: columns == 0 ? 0 : tensor.count / columns, columns: columns)
  }

  private init(memory: FloatMemory, start: UnsafeMutablePointer<Float>? = nil, rows: Int, columns: Int) {
    self.memory = memory
    self.rows = rows
    self.columns = columns
    stride = columns
    self.start = start ?? memory.writable.baseAddress.unsafelyUnwrapped
  }

  private init(_ matrix: Matrix, rows: Range<Int>, columns: Range<Int>) {
    precondition(0 <= rows.lowerBound && rows.upperBound <= matrix.rows, "rows \(rows) of \(matrix.rows)")
    precondition(
      0 <= columns.lowerBound && columns.upperBound <= matrix.columns,
      "columns \(columns) of \(matrix.columns)")
    memory = matrix.memory
    stride = matrix.stride
    self.rows = rows.count
    self.columns = columns.count
    start = matrix.start + rows.lowerBound * matrix.stride + columns.lowerBound
  }

  /// A part that shares memory with the whole.
  package func slice(rows: Range<Int>? = nil, columns: Range<Int>? = nil) -> Matrix {
    Matrix(self, rows: rows ?? 0..<self.rows, columns: columns ?? 0..<self.columns)
  }

  /// One row. The floats live as long as `body` runs.
  package func withRow<Result>(_ row: Int, _ body: (UnsafeMutableBufferPointer<Float>) -> Result) -> Result {
    precondition(0 <= row && row < rows, "row \(row) of \(rows)")
    defer { withExtendedLifetime(memory) {} }
    return body(UnsafeMutableBufferPointer(start: start + row * stride, count: columns))
  }

  /// The same elements in rows of another length.
  /// - Precondition: the rows follow each other without gaps, and as many elements fill whole rows.
  func reshaped(columns: Int) -> Matrix {
    let count = rows * self.columns
    precondition(
      stride == self.columns && columns > 0 && count % columns == 0, "\(count) in rows of \(columns)")
    return Matrix(memory: memory, start: start, rows: count / columns, columns: columns)
  }

  package func clear() {
    for row in 0..<rows { withRow(row) { $0.update(repeating: 0) } }
  }

  /// Copies a matrix of the same shape.
  package func copy(_ source: Matrix) {
    precondition(source.rows == rows && source.columns == columns)
    for row in 0..<rows {
      withRow(row) { to in source.withRow(row) { _ = to.update(fromContentsOf: $0) } }
    }
  }

  /// Copies rows of another matrix: row `i` becomes row `chosen[i]` of `source`.
  package func copyRows(_ chosen: [Int], of source: Matrix) {
    precondition(chosen.count == rows && source.columns == columns)
    for (row, from) in chosen.enumerated() {
      withRow(row) { row in source.withRow(from) { _ = row.update(fromContentsOf: $0) } }
    }
  }

  /// Adds a matrix of the same shape.
  package func add(_ terms: Matrix) {
    precondition(terms.rows == rows && terms.columns == columns)
    kernels.add(terms.start, terms.stride, start, stride, rows, columns)
    withExtendedLifetime((self, terms)) {}
  }

  /// Adds rows of another matrix, one after the other: row `i` of it to row `chosen[i]`.
  package func add(_ terms: Matrix, toRows chosen: [Int]) {
    precondition(chosen.count == terms.rows)
    for (index, row) in chosen.enumerated() {
      slice(rows: row..<row + 1).add(terms.slice(rows: index..<index + 1))
    }
  }

  /// A copy without gaps between rows.
  package var tensor: Tensor {
    Tensor(uninitialized: [rows, columns]) { buffer in
      for row in 0..<rows {
        withRow(row) { _ = buffer[(row * columns)...].update(fromContentsOf: $0) }
      }
    }
  }
}
