import CImaging
import Preferences

/// Decodes one image file, fed piece by piece.
final class ImageDecoder {
  private let handle: OpaquePointer

  /// - Parameter box: the image is scaled down to fit; never up. `nil` keeps its size.
  init(_ format: ImageFormat, fitting box: PixelSize?) throws(ImageFault) {
    var reason = ImagingReason()
    let handle = imaging_decoder_new(
      format.rawValue, Int32(clamping: box?.width ?? 0), Int32(clamping: box?.height ?? 0),
      Int64(ImageFault.pixelLimit), &reason)
    guard let handle else { throw .unreadable(String(reason)) }
    self.handle = handle
  }

  deinit {
    imaging_decoder_free(handle)
  }

  func feed(_ bytes: ArraySlice<UInt8>) throws(ImageFault) {
    var reason = ImagingReason()
    let isTaken = bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return true }
      return imaging_decoder_feed(handle, start, buffer.count, &reason)
    }
    guard isTaken else { throw .damaged(String(reason)) }
  }

  /// Call it once, after all bytes.
  func finish() throws(ImageFault) -> DecodedImage {
    var reason = ImagingReason()
    guard let pixels = imaging_decoder_finish(handle, &reason) else { throw .damaged(String(reason)) }
    return DecodedImage(owning: pixels)
  }
}
