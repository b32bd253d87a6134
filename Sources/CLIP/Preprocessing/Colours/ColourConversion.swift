import Preferences

/// The samples of one pixel in the order of its mode; gray of 16 bits is one number.
typealias Samples = SIMD4<UInt16>

extension StoredPixels.Mode {
  /// Pillow's `convert("RGB")`: alpha is dropped, ink takes light away, and gray of 16 bits above 255 is white.
  func rgb(of pixel: Samples) -> SIMD3<UInt8> {
    switch self {
    case .l, .la, .i16:
      return SIMD3(repeating: UInt8(clamping: pixel.x))
    case .rgb, .rgba, .palette:
      return SIMD3(truncatingIfNeeded: SIMD3(pixel.x, pixel.y, pixel.z))
    case .cmyk:
      let light = 255 - min(pixel.w, 255)
      let ink = SIMD3(pixel.x, pixel.y, pixel.z)
      return SIMD3(truncatingIfNeeded: SIMD3(repeating: light) &- Self.product(ink, light))
    }
  }

  /// Colours with alpha multiplied in, as Pillow resamples them: from LA to La, from RGBA to RGBa.
  func premultiplied(_ pixel: Samples) -> Samples {
    switch self {
    case .la: Samples(Self.product(SIMD3(repeating: pixel.x), pixel.y).x, pixel.y, 0, 0)
    case .rgba: Samples(Self.product(SIMD3(pixel.x, pixel.y, pixel.z), pixel.w), pixel.w)
    case .l, .rgb, .palette, .cmyk, .i16: pixel
    }
  }

  /// The way back, rounded down.
  func unpremultiplied(_ pixel: Samples) -> Samples {
    switch self {
    case .la: Samples(Self.quotient(pixel.x, pixel.y), pixel.y, 0, 0)
    case .rgba:
      Samples(
        Self.quotient(pixel.x, pixel.w), Self.quotient(pixel.y, pixel.w), Self.quotient(pixel.z, pixel.w),
        pixel.w)
    case .l, .rgb, .palette, .cmyk, .i16: pixel
    }
  }

  /// colours * factor / 255, to the nearest.
  private static func product(_ colors: SIMD3<UInt16>, _ factor: UInt16) -> SIMD3<UInt16> {
    let product = colors &* factor &+ 128
    return (product &>> 8 &+ product) &>> 8
  }

  private static func quotient(_ color: UInt16, _ alpha: UInt16) -> UInt16 {
    alpha == 0 || alpha == 255 ? color : min(255, UInt16(truncatingIfNeeded: 255 * Int(color) / Int(alpha)))
  }
}
