import CImaging
import Preferences

/// Reads the samples of an image file as they are stored.
enum SampleReader {
  static func pixels(in bytes: [UInt8], format: ImageFormat) throws(ImageFault) -> StoredPixels {
    try bytes.withUnsafeBufferPointer { bytes throws(ImageFault) in
      guard let start = bytes.baseAddress else { throw .truncated }
      var reason = ImagingReason()
      let handle = imaging_reader_open(
        format.rawValue, start, bytes.count, Int64(ImageFault.pixelLimit), &reason)
      guard let handle else { throw .damaged(String(reason)) }
      defer { imaging_reader_free(handle) }

      let mode = StoredPixels.Mode(imaging_reader_mode(handle))
      let size = PixelSize(
        width: Int(imaging_reader_width(handle)), height: Int(imaging_reader_height(handle)))
      var isWhole = false
      let samples = [UInt8](
        unsafeUninitializedCapacity: size.width * size.height * mode.samplesPerPixel
      ) { buffer, count in
        guard let start = buffer.baseAddress else { return }
        isWhole = imaging_reader_read(handle, start, &reason)
        if isWhole { count = size.width * size.height * mode.samplesPerPixel }
      }
      guard isWhole else { throw .damaged(String(reason)) }
      func copied(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8]? {
        start.map { Array(UnsafeBufferPointer(start: $0, count: count)) }
      }
      return StoredPixels(
        mode: mode, size: size, samples: samples,
        transparency: copied(imaging_reader_alpha(handle), size.width * size.height),
        palette: copied(imaging_reader_palette(handle), 768))
    }
  }
}

extension StoredPixels.Mode {
  fileprivate init(_ mode: ImagingMode) {
    switch mode {
    case IMAGING_MODE_GRAY: self = .l
    case IMAGING_MODE_GRAY_ALPHA: self = .la
    case IMAGING_MODE_RGB: self = .rgb
    case IMAGING_MODE_RGBA: self = .rgba
    case IMAGING_MODE_PALETTE: self = .palette
    case IMAGING_MODE_CMYK: self = .cmyk
    case IMAGING_MODE_GRAY_16: self = .i16
    default: preconditionFailure("\(mode) is not a mode")
    }
  }
}
