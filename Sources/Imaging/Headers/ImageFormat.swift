/// The formats that are read. The raw value is gdk-pixbuf's name of it.
enum ImageFormat: String {
  case png
  case jpeg
  case webp
  case gif
  case tiff

  /// Tells the format by its signature; file names are not trusted.
  init?(of bytes: [UInt8]) {
    if bytes.starts(with: PNGStructure.signature) {
      self = .png
    } else if bytes.starts(with: [0xff, 0xd8, 0xff]) {
      self = .jpeg
    } else if bytes.holds("RIFF", at: 0), bytes.holds("WEBP", at: 8) {
      self = .webp
    } else if bytes.holds("GIF87a", at: 0) || bytes.holds("GIF89a", at: 0) {
      self = .gif
    } else if TIFFStructure.byteOrder(of: bytes) != nil {
      self = .tiff
    } else {
      return nil
    }
  }
}
