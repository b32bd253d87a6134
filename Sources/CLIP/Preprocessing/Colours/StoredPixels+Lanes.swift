import Preferences

/// Rows of pixels as lanes of floats, for resampling.
extension StoredPixels {
  typealias Lanes = SIMD4<Double>

  /// Some columns of a row, each sample in a lane, with alpha multiplied in.
  func readPremultiplied(row: Int, columns: Range<Int>, into target: UnsafeMutablePointer<Lanes>) {
    read(row: row, columns: columns, into: target) { Lanes(mode.premultiplied($0)) }
  }

  /// Some columns of a row, converted to red, green and blue.
  func readRGB(row: Int, columns: Range<Int>, into target: UnsafeMutablePointer<Lanes>) {
    read(row: row, columns: columns, into: target) { pixel in
      let rgb = mode.rgb(of: pixel)
      return Lanes(Double(rgb.x), Double(rgb.y), Double(rgb.z), 0)
    }
  }

  /// The samples of the pixel at a place, counted by rows from the top.
  func pixel(_ place: Int) -> Samples {
    let start = place * mode.samplesPerPixel
    return samples.withUnsafeBufferPointer { Self.pixel(mode, $0, at: start) }
  }

  @inline(__always)
  private func read(
    row: Int, columns: Range<Int>, into target: UnsafeMutablePointer<Lanes>, _ convert: (Samples) -> Lanes
  ) {
    let count = mode.samplesPerPixel
    var start = (row * size.width + columns.lowerBound) * count
    samples.withUnsafeBufferPointer { samples in
      precondition(start + columns.count * count <= samples.count)
      if mode == .rgb || mode == .palette {
        // By far the most frequent.
        for place in 0..<columns.count {
          target[place] = Lanes(
            Double(samples[start]), Double(samples[start + 1]), Double(samples[start + 2]), 0)
          start += 3
        }
        return
      }
      for place in 0..<columns.count {
        target[place] = convert(Self.pixel(mode, samples, at: start))
        start += count
      }
    }
  }

  private static func pixel(_ mode: Mode, _ samples: UnsafeBufferPointer<UInt8>, at start: Int) -> Samples {
    func sample(_ index: Int) -> UInt16 { UInt16(samples[start + index]) }
    return switch mode {
    case .l: Samples(sample(0), 0, 0, 0)
    case .la: Samples(sample(0), sample(1), 0, 0)
    case .rgb, .palette: Samples(sample(0), sample(1), sample(2), 0)
    case .rgba, .cmyk: Samples(sample(0), sample(1), sample(2), sample(3))
    case .i16: Samples(sample(0) | sample(1) << 8, 0, 0, 0)
    }
  }
}

extension StoredPixels.Mode {
  /// The colours of a pixel that was resampled, its lanes being whole numbers.
  func rgb(ofPremultiplied lanes: SIMD4<Double>) -> SIMD3<UInt8> {
    let pixel = Samples(UInt16(lanes.x), UInt16(lanes.y), UInt16(lanes.z), UInt16(lanes.w))
    return rgb(of: unpremultiplied(pixel))
  }
}
