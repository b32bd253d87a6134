import Preferences

/// What `Resize(side, BICUBIC)`, `CenterCrop(side)` and `convert("RGB")` of torchvision and Pillow make of an image.
enum PillowSquare {
  /// `side * side` pixels of red, green, blue. Only what the crop keeps is computed.
  static func rgb(of pixels: StoredPixels, side: Int) -> [UInt8] {
    let frame = CenterCrop(of: pixels.size, side: side)
    if frame.resized == pixels.size || pixels.mode == .palette {
      return nearest(pixels, frame, side: side)
    }
    return switch pixels.mode {
    case .i16: resampled(pixels, frame, by: SixteenBits.self, side: side)
    default: resampled(pixels, frame, by: FixedPoint.self, side: side)
    }
  }

  private static func resampled<Arithmetic: ResamplingArithmetic>(
    _ pixels: StoredPixels, _ frame: CenterCrop, by arithmetic: Arithmetic.Type, side: Int
  ) -> [UInt8] {
    var rgb: [UInt8] = []
    rgb.reserveCapacity(3 * side * side)
    let mode = pixels.mode
    Resampling.run(
      arithmetic,
      columns: BicubicTaps(from: pixels.size.width, to: frame.resized.width, outputs: frame.columns),
      rows: BicubicTaps(from: pixels.size.height, to: frame.resized.height, outputs: frame.rows),
      reading: { row, columns, target in pixels.readPremultiplied(row: row, columns: columns, into: target) },
      writing: { _, row in
        for lanes in row { rgb.append(mode.rgb(ofPremultiplied: lanes)) }
      })
    return rgb
  }

  /// Of each pixel the one that its middle falls upon: what Pillow does to palettes whatever is asked for, and a
  /// mere crop where the size is right.
  private static func nearest(_ pixels: StoredPixels, _ frame: CenterCrop, side: Int) -> [UInt8] {
    let columns = nearest(from: pixels.size.width, to: frame.resized.width, outputs: frame.columns)
    let rows = nearest(from: pixels.size.height, to: frame.resized.height, outputs: frame.rows)
    var rgb: [UInt8] = []
    rgb.reserveCapacity(3 * side * side)
    for row in rows {
      for column in columns {
        rgb.append(pixels.mode.rgb(of: pixels.pixel(row * pixels.size.width + column)))
      }
    }
    return rgb
  }

  /// Pillow's affine scaling adds up steps, whose rounding errors decide which pixel a middle on an edge belongs to.
  private static func nearest(from source: Int, to target: Int, outputs: Range<Int>) -> [Int] {
    let step = Double(Float(source)) / Double(target)
    // Where so many steps would take their time, Pillow has no memory either.
    let added = outputs.lowerBound < 1 << 24 ? outputs.lowerBound : 0
    var position = Double(outputs.lowerBound - added) * step + step * 0.5
    for _ in 0..<added { position += step }
    return outputs.map { _ in
      defer { position += step }
      return min(Int(position), source - 1)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ rgb: SIMD3<UInt8>) {
    append(rgb.x)
    append(rgb.y)
    append(rgb.z)
  }
}
