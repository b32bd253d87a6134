import CImaging

/// The formats that can be written.
package enum WritableImageFormat: String, Hashable, Sendable, CaseIterable {
  case png
  case jpeg
  case webp
}

/// Why an image file was not written.
package struct ImageWriteFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package var description: String { "\(path): cannot be written: \(reason)" }
}

/// Writes pixels as image files.
package enum ImageFileWriter {
  /// Writes an image file, replacing what stands there. The same pixels always give the same bytes.
  /// - Parameters:
  ///   - rgba: 8-bit red, green, blue, alpha; rows from the top, `width * 4` bytes each. When every pixel is
  ///     opaque the file has no alpha channel; JPEG never has one and drops it.
  ///   - format: JPEG and WebP are written at quality 90, both lossy.
  package static func write(
    rgba: [UInt8], width: Int, height: Int, format: WritableImageFormat, to path: String
  ) throws(ImageWriteFault) {
    let bytes: [UInt8]
    do {
      bytes = try encode(rgba: rgba, width: width, height: height, format: format)
    } catch {
      throw ImageWriteFault(path: path, reason: error.text)
    }
    do {
      try FileBytes.write(bytes, to: path)
    } catch {
      throw ImageWriteFault(path: path, reason: error.text)
    }
  }

  /// The bytes of the file that `write` would make. Costs about 30 ms a megapixel as PNG, 80 ms as WebP and
  /// 6 ms as JPEG.
  package static func encode(
    rgba: [UInt8], width: Int, height: Int, format: WritableImageFormat
  ) throws(EncodingFault) -> [UInt8] {
    guard width > 0, height > 0, width <= Int(Int32.max) / 4, height <= Int(Int32.max),
      rgba.count == width * height * 4
    else {
      throw EncodingFault(text: "\(rgba.count) bytes are not \(width)×\(height) RGBA pixels")
    }
    var reason = ImagingReason()
    let encoded = rgba.withUnsafeBufferPointer { pixels -> OpaquePointer? in
      guard let start = pixels.baseAddress else { return nil }
      return imaging_encode(start, Int32(width), Int32(height), format.rawValue, 90, &reason)
    }
    guard let encoded else { throw EncodingFault(text: String(reason)) }
    return ForeignBytes(owning: encoded).copy()
  }

  package struct EncodingFault: Error, Hashable, Sendable {
    package let text: String

    package init(text: String) {
      self.text = text
    }
  }
}
