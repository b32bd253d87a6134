import Preferences

/// Reads the pixels of image files as people are shown them: turned by EXIF, and what is transparent over the same gray.
/// Any number of threads may use it at once.
package struct ShownPixelSource: PixelSource {
  package init() {}

  package let words = ["as shown: turned by EXIF, over gray"]

  /// A megapixel of PNG costs about 40 ms, of JPEG 10 ms.
  package func pixels(fileAt path: String) throws(ImageFault) -> (image: ImageID, pixels: StoredPixels) {
    let bytes = try FileBytes.read(path)
    let pixels = try Self.pixels(in: bytes)
    return (SHA256.digest(of: bytes), pixels)
  }

  /// The pixels of a file of these bytes, red, green, blue.
  package static func pixels(in bytes: [UInt8]) throws(ImageFault) -> StoredPixels {
    let decoder = try ImageDecoder(try ImageHeader(of: bytes).format, fitting: nil)
    try decoder.feed(bytes[...])
    let image = try decoder.finish()
    return StoredPixels(mode: .rgb, size: image.size, samples: image.withRGBA(overGray))
  }

  /// Rounded as the screen's drawing does it.
  private static func overGray(_ rgba: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let pixels = rgba.count / 4
    return [UInt8](unsafeUninitializedCapacity: 3 * pixels) { samples, count in
      for pixel in 0..<pixels {
        let alpha = Int(rgba[4 * pixel + 3])
        for channel in 0..<3 {
          let sum = Int(rgba[4 * pixel + channel]) * alpha + gray * (255 - alpha)
          samples[3 * pixel + channel] = UInt8((sum + 127) / 255)
        }
      }
      count = 3 * pixels
    }
  }

  private static let gray = 128
}
