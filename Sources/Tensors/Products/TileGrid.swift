/// Divides a matrix into tiles of nearly the same size, whose number depends on its shape alone: however many workers
/// share them, each tile is the same product and has the same bits.
///
/// OpenBLAS's kernels would not promise that of other tiles: for some processors they add up an element's terms in
/// another order at the edge of a tile than inside.
struct TileGrid {
  private let rows: [Range<Int>]
  private let columns: [Range<Int>]

  /// Every tile packs its part of both factors anew, so that, of the ways to make enough tiles, the one with the
  /// fewest repeated floats is the fastest.
  init(rows: Int, columns: Int) {
    let wanted = max(Self.fewestTiles, (rows * columns + Self.largestTile - 1) / Self.largestTile)
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

  /// So that few rows have work for several workers too, and a thread that the system has interrupted is not waited
  /// for too long.
  private static let fewestTiles = 8
  /// Elements of a tile beyond which it is hardly done any faster, and large products should feed more workers.
  private static let largestTile = 512 << 10
  /// A tile's edge costs a product less where it is a multiple of what the kernels take at a time.
  private static let rowMultiple = 16
  private static let columnMultiple = 64
}
