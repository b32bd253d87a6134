/// The formats that cannot be written here, built byte by byte.
enum HandmadeFiles {
  /// One white pixel.
  static let gif: [UInt8] =
    Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0]
    + [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]

  /// Three by two gray pixels in one strip, the directory behind it.
  static let tiff: [UInt8] = {
    let pixels: [UInt8] = [0, 14, 28, 42, 56, 70]
    func entry(_ tag: UInt8, _ type: UInt8, _ value: UInt8) -> [UInt8] {
      [tag, 1, type, 0, 1, 0, 0, 0, value, 0, 0, 0]
    }
    // Width, height, bits, compression, photometric, strip offset, samples, rows a strip, strip count.
    let entries =
      entry(0, 3, 3) + entry(1, 3, 2) + entry(2, 3, 8) + entry(3, 3, 1) + entry(6, 3, 1)
      + entry(17, 4, 8) + entry(21, 3, 1) + entry(22, 3, 2) + entry(23, 4, 6)
    return [0x49, 0x49, 42, 0, 14, 0, 0, 0] + pixels + [9, 0] + entries + [0, 0, 0, 0]
  }()

  /// Puts an EXIF orientation into a JPEG.
  static func turning(_ jpeg: [UInt8], orientation: UInt8) -> [UInt8] {
    let exif: [UInt8] =
      Array("Exif".utf8) + [0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1]
      + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    return jpeg[..<2] + [0xff, 0xe1, 0, UInt8(exif.count + 2)] + exif + jpeg[2...]
  }
}
