import CImaging
import Preferences

/// Reads the pixels of image files from disk as Pillow 13 does. Any number of threads may use it at once.
///
/// Equal to Pillow for PNG, GIF and lossless WebP; for JPEG and lossy WebP as far as two versions of one decoder
/// agree. TIFF comes through libtiff's RGBA reader, which knows no modes: gray of 16 bits loses its low byte, CMYK
/// becomes RGB before it is resampled, and alpha is multiplied in, all unlike Pillow's.
package struct PixelFileSource: PixelSource {
  package init() {}

  /// A megapixel of JPEG costs about 3 ms, of PNG 17 ms.
  package func pixels(fileAt path: String) throws(ImageFault) -> (image: ImageID, pixels: StoredPixels) {
    let bytes = try FileBytes.read(path)
    let pixels = try Self.pixels(in: bytes)
    return (SHA256.digest(of: bytes), pixels)
  }

  /// The pixels of a file of these bytes.
  package static func pixels(in bytes: [UInt8]) throws(ImageFault) -> StoredPixels {
    let header = try ImageHeader(of: bytes)
    if header.format == .gif { return try GIFPixels.first(in: bytes) }
    let pixels = try SampleReader.pixels(in: bytes, format: header.format)
    if header.format == .tiff, pixels.mode == .rgb, try TIFFStructure.hasPalette(bytes) {
      return StoredPixels(mode: .palette, size: pixels.size, samples: pixels.samples)
    }
    return pixels
  }
}
