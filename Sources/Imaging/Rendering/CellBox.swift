import Preferences

/// A rectangle of the screen, in character cells.
package struct CellBox: Hashable, Sendable {
  package let columns: Int
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The largest box inside this one in which an image keeps its proportions; at least one cell.
  /// - Parameter cell: the size of a cell in pixels; only its proportion counts.
  package func fitting(_ image: PixelSize, cell: PixelSize) -> CellBox {
    // Cells per pixel of the image, once the width fills the box and once the height does.
    let byWidth = Double(columns * cell.width) / Double(image.width)
    let byHeight = Double(rows * cell.height) / Double(image.height)
    let scale = min(byWidth, byHeight)
    func cells(_ pixels: Int, _ cellPixels: Int, _ limit: Int) -> Int {
      min(max(Int((Double(pixels) * scale / Double(cellPixels)).rounded()), 1), max(limit, 1))
    }
    return CellBox(
      columns: cells(image.width, cell.width, columns), rows: cells(image.height, cell.height, rows))
  }
}

extension PixelSize {
  /// A cell twice as high as wide, as most fonts have it.
  package static let usualCell = PixelSize(width: 8, height: 16)
}
