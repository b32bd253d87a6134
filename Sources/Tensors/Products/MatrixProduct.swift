import COpenBLAS

/// c = a · bᵀ, or c = c + a · bᵀ. Weights lie as (output, input), so that this is the product that layers need.
///
/// Cost: 2 · a.rows · b.rows · a.columns floating-point operations, divided among the workers in tiles of c.
/// - Parameters:
///   - a: (rows, inner)
///   - b: (columns, inner)
///   - c: (rows, columns)
///   - finish: called with each tile of c when it is done, on the thread that made it and while it is in its
///     cache, and with the columns of c that the tile covers.
package func multiply(
  _ a: Matrix, byTransposeOf b: Matrix, into c: Matrix, adding: Bool = false, on workers: Workers,
  finish: @Sendable (_ tile: Matrix, _ columns: Range<Int>) -> Void = { _, _ in }
) {
  precondition(a.columns == b.columns && c.rows == a.rows && c.columns == b.rows)
  let grid = TileGrid(rows: c.rows, columns: c.columns, workers: workers.count)
  workers.forEach(grid.count) { index, _ in
    let (rows, columns) = grid[index]
    let tile = c.slice(rows: rows, columns: columns)
    multiply(a.slice(rows: rows), b.slice(rows: columns), transposed: true, into: tile, adding: adding)
    finish(tile, columns)
  }
}

/// c = c + a · b or a · bᵀ on the calling thread.
/// - Parameter b: (inner, columns), or transposed (columns, inner).
func multiply(_ a: Matrix, _ b: Matrix, transposed: Bool, into c: Matrix, adding: Bool = false) {
  _ = OpenBLAS.onCallingThread
  withExtendedLifetime((a, b, c)) {
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, transposed ? CblasTrans : CblasNoTrans, blasint(c.rows),
      blasint(c.columns),
      blasint(a.columns), 1, a.start, blasint(a.stride), b.start, blasint(b.stride), adding ? 1 : 0, c.start,
      blasint(c.stride))
  }
}

package enum OpenBLAS {
  /// The work is divided here, together with what follows a product; a product is then one thread's.
  static let onCallingThread: Void = openblas_set_num_threads(1)

  /// The processor whose kernels OpenBLAS has chosen.
  package static var kernels: String { String(cString: openblas_get_corename()) }
}

/// Divides a matrix into tiles of nearly the same size.
struct TileGrid {
  private let rows: [Range<Int>]
  private let columns: [Range<Int>]

  /// Every tile packs its part of both factors anew, so that, of the ways to make enough tiles, the one with the
  /// fewest repeated floats is the fastest.
  init(rows: Int, columns: Int, workers: Int) {
    let wanted = workers == 1 ? 1 : workers * Self.tilesPerWorker
    let rowParts = (1...wanted).min { first, second in
      Self.packed(rows, columns, rowParts: first, of: wanted)
        < Self.packed(rows, columns, rowParts: second, of: wanted)
    }
    let parts = rowParts ?? 1
    self.rows = Self.divide(rows, into: parts, multipleOf: Self.rowMultiple)
    self.columns = Self.divide(
      columns, into: (wanted + parts - 1) / parts, multipleOf: Self.columnMultiple)
  }

  var count: Int { rows.count * columns.count }

  subscript(index: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    (rows[index / columns.count], columns[index % columns.count])
  }

  private static func packed(_ rows: Int, _ columns: Int, rowParts: Int, of wanted: Int) -> Int {
    rowParts * columns + (wanted + rowParts - 1) / rowParts * rows
  }

  private static func divide(_ count: Int, into parts: Int, multipleOf multiple: Int) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let size = max(multiple, (count + parts * multiple - 1) / (parts * multiple) * multiple)
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// More than one, so that a thread that the system has interrupted is not waited for too long.
  private static let tilesPerWorker = 2
  /// A tile's edge costs a product less where it is a multiple of what the kernels take at a time.
  private static let rowMultiple = 16
  private static let columnMultiple = 64
}
