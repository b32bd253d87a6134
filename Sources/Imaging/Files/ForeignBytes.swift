import CImaging

/// Owns bytes that the C side made.
final class ForeignBytes {
  private let handle: OpaquePointer

  init(owning handle: OpaquePointer) {
    self.handle = handle
  }

  deinit {
    imaging_bytes_free(handle)
  }

  func copy() -> [UInt8] {
    Array(UnsafeBufferPointer(start: imaging_bytes_pointer(handle), count: imaging_bytes_count(handle)))
  }
}

extension String {
  /// The words of a library about what went wrong, on one line.
  init(_ reason: ImagingReason) {
    let text = withUnsafeBytes(of: reason.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    self = text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
