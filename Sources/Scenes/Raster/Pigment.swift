/// A colour as red, green and blue, each 0...255, gamma-encoded as in the file.
package struct Pigment: Hashable, Sendable {
  /// The fourth lane is alpha and always 255.
  let lanes: SIMD4<Float>

  init(lanes: SIMD4<Float>) {
    self.lanes = lanes
  }

  /// From 0xRRGGBB.
  package init(_ hexadecimal: UInt32) {
    lanes = SIMD4(
      Float(hexadecimal >> 16 & 255), Float(hexadecimal >> 8 & 255), Float(hexadecimal & 255), 255)
  }

  package var red: Float { lanes.x }
  package var green: Float { lanes.y }
  package var blue: Float { lanes.z }

  /// `amount` 0 is this colour, 1 the other.
  func mixed(with other: Pigment, _ amount: Double) -> Pigment {
    Pigment(lanes: lanes + (other.lanes - lanes) * Float(amount))
  }

  /// Toward white for positive amounts, toward a deep shade of itself for negative ones.
  func shaded(_ amount: Double) -> Pigment {
    let shade = Pigment(lanes: SIMD4(red * 0.28, green * 0.24, blue * 0.34, 255))
    return amount >= 0 ? mixed(with: Pigment(0xffffff), amount) : mixed(with: shade, -amount)
  }

  /// Rec. 601 luma, 0...255.
  package var luma: Float { 0.299 * red + 0.587 * green + 0.114 * blue }
}
