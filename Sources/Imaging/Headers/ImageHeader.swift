import Preferences

/// What an image file says about itself, read without decoding a pixel.
///
/// Own code instead of gdk-pixbuf's: that needs 70 µs and more a file, which is several times the cost of
/// hashing a small one, and does not tell whether the file is complete.
struct ImageHeader: Equatable {
  let format: ImageFormat
  /// As stored; an EXIF orientation may turn it.
  let size: PixelSize

  /// Reads the header and follows the structure of the file to its end. Microseconds for any size.
  /// - Throws: `unknownFormat`, `tooLarge`, `truncated`, or `damaged` where the structure breaks.
  init(of bytes: [UInt8]) throws(ImageFault) {
    guard !bytes.isEmpty else { throw .truncated }
    guard let format = ImageFormat(of: bytes) else { throw .unknownFormat }
    let structure = format.structure
    let size = try structure.size(in: bytes)
    guard size.width > 0, size.height > 0 else { throw .damaged("its width or height is zero") }
    guard size.width <= ImageFault.pixelLimit / size.height else { throw .tooLarge(size) }
    try structure.checkCompleteness(of: bytes)
    self.format = format
    self.size = size
  }
}

/// How the files of a format are built.
protocol ImageStructure {
  static func size(in bytes: [UInt8]) throws(ImageFault) -> PixelSize

  /// - Throws: `truncated` when the file ends before the image does, `damaged` when its parts do not join.
  static func checkCompleteness(of bytes: [UInt8]) throws(ImageFault)
}

extension ImageFormat {
  fileprivate var structure: any ImageStructure.Type {
    switch self {
    case .png: PNGStructure.self
    case .jpeg: JPEGStructure.self
    case .webp: WebPStructure.self
    case .gif: GIFStructure.self
    case .tiff: TIFFStructure.self
    }
  }
}

extension ImageFault {
  static let pixelLimit = megapixelLimit * 1_000_000
}
