/// A picture in the making. Sums and products of IEEE 754 single precision in a fixed order, so that the same
/// strokes give the same bytes on every machine.
struct Canvas {
  let width: Int
  let height: Int
  var pixels: [SIMD4<Float>]
  private var coverage = Coverage()

  init(width: Int, height: Int, colour: Pigment) {
    self.width = width
    self.height = height
    pixels = [SIMD4<Float>](repeating: colour.lanes, count: width * height)
  }

  /// Paints the union of rings that run the same way.
  mutating func fill(_ rings: [Ring], _ paint: Paint) {
    coverage.accumulate(rings, canvasWidth: width, canvasHeight: height)
    let coverage = coverage
    guard coverage.width > 0 else { return }
    let canvasWidth = width
    let isFlat = paint.change == .zero
    let step = Float(paint.slope.x)
    coverage.withSums { sums in
      pixels.withUnsafeMutableBufferPointer { pixels in
        for row in 0..<coverage.height {
          let y = coverage.minY + row
          var winding: Float = 0
          var progress = paint.progress(x: coverage.minX, y: y)
          let line = row * coverage.stride
          let target = y * canvasWidth + coverage.minX
          for column in 0..<coverage.width {
            winding += sums[line + column]
            let covered = min(1, winding < 0 ? -winding : winding)
            // Below this it is rounding left over from the sums.
            if covered > 0.002 {
              var colour = paint.start
              if !isFlat { colour += paint.change * max(0, min(1, progress)) }
              let under = pixels[target + column]
              pixels[target + column] = under + (colour - under) * (covered * paint.opacity)
            }
            progress += step
          }
        }
      }
    }
  }

  /// Paints rows with colours that run into each other between the given heights (0 top, 1 bottom).
  mutating func fillRows(_ stops: [(height: Double, colour: Pigment)]) {
    guard var above = stops.first else { return }
    var rest = stops.dropFirst()
    for y in 0..<height {
      let here = (Double(y) + 0.5) / Double(height)
      while let below = rest.first, below.height < here {
        above = below
        rest = rest.dropFirst()
      }
      var colour = above.colour
      if let below = rest.first, below.height > above.height {
        colour = colour.mixed(
          with: below.colour, max(0, (here - above.height) / (below.height - above.height)))
      }
      let lanes = colour.lanes
      pixels.withUnsafeMutableBufferPointer { pixels in
        for x in 0..<width { pixels[y * width + x] = lanes }
      }
    }
  }

  func raster() -> Raster {
    let rgba = [UInt8](unsafeUninitializedCapacity: 4 * pixels.count) { bytes, count in
      pixels.withUnsafeBufferPointer { pixels in
        for index in pixels.indices {
          let rounded = pixels[index].clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255)) + 0.5
          bytes[4 * index] = UInt8(rounded.x)
          bytes[4 * index + 1] = UInt8(rounded.y)
          bytes[4 * index + 2] = UInt8(rounded.z)
          bytes[4 * index + 3] = 255
        }
      }
      count = 4 * pixels.count
    }
    return Raster(width: width, height: height, rgba: rgba)
  }
}
