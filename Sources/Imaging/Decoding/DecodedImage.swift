import CImaging
import Preferences

/// The pixels of an image, upright: 8-bit red, green, blue, alpha (not multiplied in).
package final class DecodedImage {
  let handle: OpaquePointer

  init(owning handle: OpaquePointer) {
    self.handle = handle
  }

  deinit {
    imaging_pixels_free(handle)
  }

  package var size: PixelSize {
    PixelSize(
      width: Int(imaging_pixels_width(handle)), height: Int(imaging_pixels_height(handle)))
  }

  /// Rows from the top, `size.width * 4` bytes each, without gaps. The bytes live as long as `body` runs.
  package func withRGBA<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let bytes = UnsafeBufferPointer(
      start: imaging_pixels_pointer(handle), count: size.width * size.height * 4)
    return try withExtendedLifetime(self) { try body(bytes) }
  }
}

/// Why there are no pixels.
package enum DecodingFailure: Error, Hashable, Sendable {
  case fault(ImageFault)
  case cancelled
}

extension DecodedImage {
  /// Reads and decodes an image file, scaled down (never up) to fit a box, turned by its EXIF orientation.
  /// A megapixel of PNG costs about 40 ms, of JPEG 10 ms or less when it is scaled down a lot.
  /// - Parameters:
  ///   - box: in pixels, of the upright image; `nil` keeps the size.
  ///   - image: the identity that the file must still have.
  ///   - isCancelled: looked at every 64 KiB of the file.
  package static func decode(
    fileAt path: String, fitting box: PixelSize?, expecting image: ImageID? = nil,
    isCancelled: () -> Bool = { false }
  ) throws(DecodingFailure) -> DecodedImage {
    do throws(ImageFault) {
      let bytes = try FileBytes.read(path)
      let header = try ImageHeader(of: bytes)
      let decoder = try ImageDecoder(header.format, fitting: box)
      let digest = image.map { _ in StreamingDigest() }
      var isComplete = true
      for start in stride(from: 0, to: bytes.count, by: chunkCount) {
        isComplete = !isCancelled()
        guard isComplete else { break }
        let chunk = bytes[start..<min(start + chunkCount, bytes.count)]
        digest?.update(chunk)
        try decoder.feed(chunk)
      }
      if isComplete {
        if let digest, digest.finish() != image { throw .changed }
        return try decoder.finish()
      }
    } catch {
      throw .fault(error)
    }
    throw .cancelled
  }

  private static let chunkCount = 64 << 10
}
