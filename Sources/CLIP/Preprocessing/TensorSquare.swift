import Preferences
import Tensors

/// What `convert("RGB")`, `ToTensor` and HPS v2's `ResizeMaxSize(side)` make of an image: floats of red, green and
/// blue, resampled so that the longer side fits, in the middle of black.
struct TensorSquare {
  private let side: Int
  private let resized: PixelSize
  /// `resized.width * resized.height` pixels between about 0 and 1; bicubic weights overshoot.
  private let pixels: [SIMD4<Float>]

  init(of image: StoredPixels, side: Int) {
    let scale = Double(side) / Double(max(image.size.width, image.size.height))
    // An image so thin that nothing would be left of it, at which torch fails, keeps one pixel.
    let lengths = [image.size.width, image.size.height].map {
      max(1, Int((Double($0) * scale).rounded(.toNearestOrEven)))
    }
    let resized = PixelSize(width: lengths[0], height: lengths[1])
    var pixels = [SIMD4<Float>](repeating: .zero, count: resized.width * resized.height)
    // In blocks of columns, so that of an image of one endless row not all is in memory as floats.
    let blockWidth = max(1, resized.width * 65_536 / max(image.size.width, 65_536))
    for start in stride(from: 0, to: resized.width, by: blockWidth) {
      let block = start..<min(start + blockWidth, resized.width)
      Resampling.run(
        Unrounded.self,
        columns: Taps(.bicubic, from: image.size.width, to: resized.width, outputs: block),
        rows: Taps(
          .bicubic, from: image.size.height, to: resized.height, outputs: 0..<resized.height),
        reading: { row, columns, target in image.readRGB(row: row, columns: columns, into: target) },
        writing: { output, row in
          for (column, lanes) in zip(block, row) {
            pixels[output * resized.width + column] = SIMD4<Float>(lanes / 255)
          }
        })
    }
    self.side = side
    self.resized = resized
    self.pixels = pixels
  }

  func normalized(mean: SIMD3<Float>, deviation: SIMD3<Float>) -> Tensor {
    let (left, top) = ((side - resized.width) / 2, (side - resized.height) / 2)
    return Tensor(uninitialized: [3, side, side]) { planes in
      for channel in 0..<3 {
        let plane = UnsafeMutableBufferPointer(
          rebasing: planes[channel * side * side..<(channel + 1) * side * side])
        plane.update(repeating: -mean[channel] / deviation[channel])
        for row in 0..<resized.height {
          let start = (top + row) * side + left
          for column in 0..<resized.width {
            let value = pixels[row * resized.width + column][channel]
            plane[start + column] = (value - mean[channel]) / deviation[channel]
          }
        }
      }
    }
  }
}
