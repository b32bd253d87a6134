import Preferences

/// Images as transformers' CLIPImageProcessor takes them: red, green and blue before anything else, over white where
/// something shines through.
extension StoredPixels {
  /// Pillow's `alpha_composite` on white, then `convert("RGB")`; without alpha the conversion alone.
  var onWhite: StoredPixels {
    guard mode != .rgb || transparency != nil else { return self }
    let count = size.width * size.height
    let rgb = [UInt8](unsafeUninitializedCapacity: 3 * count) { rgb, initialized in
      for place in 0..<count {
        let pixel = pixel(place)
        var color = mode.rgb(of: pixel)
        if let alpha = transparency?[place] ?? mode.alpha(of: pixel) { color = Self.overWhite(color, alpha) }
        rgb[3 * place] = color.x
        rgb[3 * place + 1] = color.y
        rgb[3 * place + 2] = color.z
      }
      initialized = 3 * count
    }
    return StoredPixels(mode: .rgb, size: size, samples: rgb)
  }

  /// What Pillow's `Image.new` makes of one number for all channels of the mode, in red, green and blue.
  func color(ofFill fill: UInt8) -> SIMD3<UInt8> {
    guard mode == .palette else { return mode.rgb(of: Samples(repeating: UInt16(fill))) }
    guard let palette else { return .zero }
    let start = 3 * Int(fill)
    return SIMD3(palette[start], palette[start + 1], palette[start + 2])
  }

  /// In whole numbers with seven more bits, as Pillow's AlphaComposite.c rounds.
  static func overWhite(_ color: SIMD3<UInt8>, _ alpha: UInt8) -> SIMD3<UInt8> {
    if alpha == 255 { return color }
    if alpha == 0 { return SIMD3(repeating: 255) }
    let covering = UInt32(alpha) << 7
    let white = 255 * ((255 << 7) - covering)
    let sums =
      SIMD3<UInt32>(truncatingIfNeeded: color) &* covering &+ SIMD3(repeating: white + (0x80 << 7))
    return SIMD3(truncatingIfNeeded: ((sums &>> 8 &+ sums) &>> 8) &>> 7)
  }
}

extension StoredPixels.Mode {
  fileprivate func alpha(of pixel: Samples) -> UInt8? {
    switch self {
    case .la: UInt8(truncatingIfNeeded: pixel.y)
    case .rgba: UInt8(truncatingIfNeeded: pixel.w)
    case .l, .rgb, .palette, .cmyk, .i16: nil
    }
  }
}
