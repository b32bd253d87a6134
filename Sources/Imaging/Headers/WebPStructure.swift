import Preferences

/// WebP (RFC 9649): a RIFF file that begins with a VP8, VP8L or VP8X chunk.
enum WebPStructure: ImageStructure {
  static func size(in bytes: [UInt8]) throws(ImageFault) -> PixelSize {
    if bytes.holds("VP8 ", at: 12) {
      guard let width = bytes.number(at: 26, count: 2, .little),
        let height = bytes.number(at: 28, count: 2, .little)
      else { throw .truncated }
      return PixelSize(width: width & 0x3fff, height: height & 0x3fff)
    }
    if bytes.holds("VP8L", at: 12) {
      guard let bits = bytes.number(at: 21, count: 4, .little) else { throw .truncated }
      return PixelSize(width: (bits & 0x3fff) + 1, height: (bits >> 14 & 0x3fff) + 1)
    }
    if bytes.holds("VP8X", at: 12) {
      guard let width = bytes.number(at: 24, count: 3, .little),
        let height = bytes.number(at: 27, count: 3, .little)
      else { throw .truncated }
      return PixelSize(width: width + 1, height: height + 1)
    }
    throw bytes.count < 16 ? .truncated : .damaged("its first chunk is none of WebP's")
  }

  static func checkCompleteness(of bytes: [UInt8]) throws(ImageFault) {
    guard let length = bytes.number(at: 4, count: 4, .little), bytes.count >= 8 + length else {
      throw .truncated
    }
  }
}
