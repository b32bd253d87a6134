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
