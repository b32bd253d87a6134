import COpenBLAS

/// One side of a product: a matrix, or its transpose, which nobody needs to write down for that.
package struct Factor: Sendable {
  fileprivate let matrix: Matrix
  fileprivate let isTransposed: Bool

  var rows: Int { isTransposed ? matrix.columns : matrix.rows }
  var columns: Int { isTransposed ? matrix.rows : matrix.columns }

  func slice(rows: Range<Int>) -> Factor {
    Factor(
      matrix: isTransposed ? matrix.slice(columns: rows) : matrix.slice(rows: rows),
      isTransposed: isTransposed)
  }

  func slice(columns: Range<Int>) -> Factor {
    Factor(
      matrix: isTransposed ? matrix.slice(rows: columns) : matrix.slice(columns: columns),
      isTransposed: isTransposed)
  }

  fileprivate var flag: CBLAS_TRANSPOSE { isTransposed ? CblasTrans : CblasNoTrans }
}

extension Matrix {
  package var plain: Factor { Factor(matrix: self, isTransposed: false) }
  package var transposed: Factor { Factor(matrix: self, isTransposed: true) }
}

/// c = a · b, or c = c + a · b.
///
/// Cost: 2 · a.rows · b.columns · a.columns floating-point operations, divided among the workers in tiles of c.
/// Any number of workers makes the same bits.
/// - Parameters:
///   - a: (rows, inner)
///   - b: (inner, columns)
///   - c: (rows, columns)
///   - finish: called with each tile of c when it is done, on the thread that made it and while it is in its
///     cache, and with the rows and columns of c that the tile covers.
package func multiply(
  _ a: Factor, _ b: Factor, into c: Matrix, adding: Bool = false, on workers: Workers,
  finish: @Sendable (_ tile: Matrix, _ rows: Range<Int>, _ columns: Range<Int>) -> Void = { _, _, _ in }
) {
  precondition(a.columns == b.rows && c.rows == a.rows && c.columns == b.columns)
  let grid = TileGrid(rows: c.rows, columns: c.columns)
  workers.forEach(grid.count) { index, _ in
    let (rows, columns) = grid[index]
    let tile = c.slice(rows: rows, columns: columns)
    multiply(a.slice(rows: rows), b.slice(columns: columns), into: tile, adding: adding)
    finish(tile, rows, columns)
  }
}

/// The same on the calling thread.
func multiply(_ a: Factor, _ b: Factor, into c: Matrix, adding: Bool = false) {
  _ = OpenBLAS.onCallingThread
  withExtendedLifetime((a, b, c)) {
    cblas_sgemm(
      CblasRowMajor, a.flag, b.flag, blasint(c.rows), blasint(c.columns), blasint(a.columns), 1,
      a.matrix.start, blasint(a.matrix.stride), b.matrix.start, blasint(b.matrix.stride), adding ? 1 : 0,
      c.start, blasint(c.stride))
  }
}

package enum OpenBLAS {
  /// The work is divided here, together with what follows a product; a product is then one thread's.
  static let onCallingThread: Void = openblas_set_num_threads(1)

  /// The processor whose kernels OpenBLAS has chosen.
  package static var kernels: String { String(cString: openblas_get_corename()) }
}
