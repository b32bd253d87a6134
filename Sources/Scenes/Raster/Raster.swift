/// A finished picture: rows from the top, four bytes a pixel (red, green, blue, alpha), no padding.
package struct Raster: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package let rgba: [UInt8]

  /// - Precondition: `rgba` has `4 * width * height` bytes.
  package init(width: Int, height: Int, rgba: [UInt8]) {
    precondition(rgba.count == 4 * width * height)
    self.width = width
    self.height = height
    self.rgba = rgba
  }

  package subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let at = 4 * (y * width + x)
    return (rgba[at], rgba[at + 1], rgba[at + 2])
  }
}
