/// Width and height in cells.
package struct Size: Hashable, Sendable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A rectangle of cells. Column and row count from 0 at the top left.
package struct Rect: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package var width: Int
  package var height: Int

  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package init(_ size: Size) {
    self.init(column: 0, row: 0, width: size.width, height: size.height)
  }

  package var size: Size { Size(width: width, height: height) }
  package var columns: Range<Int> { column..<column + width }
  package var rows: Range<Int> { row..<row + height }

  package func inset(by cells: Int) -> Rect {
    Rect(column: column + cells, row: row + cells, width: width - 2 * cells, height: height - 2 * cells)
  }

  /// A rectangle of `size` in the middle of this one, cut to it where it is larger.
  package func centered(_ size: Size) -> Rect {
    let width = min(size.width, width)
    let height = min(size.height, height)
    return Rect(
      column: column + (self.width - width) / 2, row: row + (self.height - height) / 2, width: width,
      height: height)
  }

  /// Cuts the top `count` rows off.
  package mutating func takeTop(_ count: Int) -> Rect {
    let count = min(max(0, count), height)
    let top = Rect(column: column, row: row, width: width, height: count)
    row += count
    height -= count
    return top
  }

  /// Cuts the bottom `count` rows off.
  package mutating func takeBottom(_ count: Int) -> Rect {
    let count = min(max(0, count), height)
    height -= count
    return Rect(column: column, row: row + height, width: width, height: count)
  }

  package func intersects(_ other: Rect) -> Bool {
    columns.overlaps(other.columns) && rows.overlaps(other.rows)
  }
}
