/// PNG files of any kind, built byte by byte: their data is stored, not compressed.
enum HandmadePNG {
  enum ColorType: UInt8 {
    case gray = 0
    case palette = 3
    case rgba = 6

    fileprivate var bytesPerPixel: Int { self == .rgba ? 4 : 1 }
  }

  /// - Parameter rows: a byte for each pixel, four for RGBA; no more than 65,535 bytes together with a byte for each row.
  static func file(_ color: ColorType, rows: [[UInt8]], palette: [UInt8] = []) -> [UInt8] {
    var chunks = header(width: UInt32(rows[0].count / color.bytesPerPixel), height: UInt32(rows.count), color)
    if !palette.isEmpty { chunks += chunk("PLTE", palette) }
    return chunks + chunk("IDAT", zlibStored(rows.flatMap { [0] + $0 })) + chunk("IEND", [])
  }

  /// Signature and header chunk alone.
  static func header(width: UInt32, height: UInt32, _ color: ColorType) -> [UInt8] {
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      + chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, color.rawValue, 0, 0, 0])
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let typed = Array(type.utf8) + data
    return bigEndian(UInt32(data.count)) + typed + bigEndian(crc32(typed))
  }

  private static func zlibStored(_ data: [UInt8]) -> [UInt8] {
    let count = UInt16(data.count)
    let lengths = [count & 0xff, count >> 8, ~count & 0xff, ~count >> 8].map(UInt8.init)
    return [0x78, 0x01, 1] + lengths + data + bigEndian(adler32(data))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
  }

  private static func adler32(_ bytes: [UInt8]) -> UInt32 {
    let (low, high) = bytes.reduce((UInt32(1), UInt32(0))) { sums, byte in
      let low = (sums.0 + UInt32(byte)) % 65521
      return (low, (sums.1 + low) % 65521)
    }
    return high << 16 | low
  }
}
