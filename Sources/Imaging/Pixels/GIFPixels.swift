import Preferences

/// The first picture of a GIF 89a, as Pillow gives it: colours out of its palette on a screen of its own colour
/// 0, or of the transparent one where it has one, which is then shown like any other. gdk-pixbuf would not tell
/// what colour transparent pixels have.
enum GIFPixels {
  static func first(in bytes: [UInt8]) throws(ImageFault) -> StoredPixels {
    let screen = try GIFStructure.size(in: bytes)
    guard let flags = bytes.byte(at: 10) else { throw .truncated }
    let (colors, start) = try table(at: 13, flags: flags, in: bytes)
    var offset = start
    var transparent: UInt8?
    while let kind = bytes.byte(at: offset), kind == 0x21 {
      // A graphic control extension: its label, four bytes of it, the last the transparent index.
      if bytes.byte(at: offset + 1) == 0xf9, let flags = bytes.byte(at: offset + 3), flags & 1 == 1 {
        transparent = bytes.byte(at: offset + 6).map { UInt8($0) }
      }
      (_, offset) = try blocks(at: offset + 2, in: bytes)
    }
    guard bytes.byte(at: offset) == 0x2c else { throw .damaged("no image begins at byte \(offset)") }
    return try picture(
      at: offset + 1, in: bytes, screen: screen, colors: colors, transparent: transparent)
  }

  private static func picture(
    at start: Int, in bytes: [UInt8], screen: PixelSize, colors: [UInt8]?, transparent: UInt8?
  ) throws(ImageFault) -> StoredPixels {
    let numbers = (0..<4).compactMap { bytes.number(at: start + 2 * $0, count: 2, .little) }
    guard numbers.count == 4, let flags = bytes.byte(at: start + 8) else { throw .truncated }
    let (left, top, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3])
    // The screen grows with what does not fit.
    let size = PixelSize(width: max(screen.width, left + width), height: max(screen.height, top + height))
    guard size.width > 0, size.height > 0 else { throw .damaged("its width or height is zero") }
    guard size.width <= ImageFault.pixelLimit / size.height else { throw .tooLarge(size) }
    let (ownColors, end) = try table(at: start + 9, flags: flags, in: bytes)
    guard let codeSize = bytes.byte(at: end) else { throw .truncated }
    let (data, _) = try blocks(at: end + 1, in: bytes)
    let picture = try LZW.indices(in: data, codeSize: codeSize, count: width * height)

    var indices = [UInt8](repeating: transparent ?? 0, count: size.width * size.height)
    let rows = flags & 0x40 == 0 ? Array(0..<height) : interlacedRows(height)
    for (place, row) in rows.enumerated() {
      let target = (top + row) * size.width + left
      indices.replaceSubrange(target..<target + width, with: picture[place * width..<(place + 1) * width])
    }
    return stored(
      indices, size: size, colors: ownColors ?? colors ?? [],
      transparency: transparent.map { transparent in indices.map { $0 == transparent ? 0 : 255 } })
  }

  /// Every eighth row, those between them, then every fourth between, then every second.
  private static func interlacedRows(_ height: Int) -> [Int] {
    [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { Array(stride(from: $0.0, to: height, by: $0.1)) }
  }

  private static func stored(
    _ indices: [UInt8], size: PixelSize, colors: [UInt8], transparency: [UInt8]?
  ) -> StoredPixels {
    let ramp = (0..<colors.count / 3).flatMap { [UInt8](repeating: UInt8($0), count: 3) }
    // To Pillow an image whose indices are its gray values is gray, and not resampled as one with a palette.
    guard colors != ramp else {
      return StoredPixels(mode: .l, size: size, samples: indices, transparency: transparency)
    }
    let table = colors + [UInt8](repeating: 0, count: 768 - colors.count)
    let samples = [UInt8](unsafeUninitializedCapacity: 3 * indices.count) { buffer, count in
      for index in indices {
        for channel in 0..<3 { buffer[count + channel] = table[3 * Int(index) + channel] }
        count += 3
      }
    }
    return StoredPixels(
      mode: .palette, size: size, samples: samples, transparency: transparency, palette: table)
  }

  /// The colours that the flags announce, and where they end.
  private static func table(
    at offset: Int, flags: Int, in bytes: [UInt8]
  ) throws(ImageFault) -> (colors: [UInt8]?, end: Int) {
    guard flags & 0x80 != 0 else { return (nil, offset) }
    let end = offset + (3 << ((flags & 7) + 1))
    guard end <= bytes.count else { throw .truncated }
    return (Array(bytes[offset..<end]), end)
  }

  /// Data in blocks of up to 255 bytes, the last of which is empty.
  private static func blocks(
    at start: Int, in bytes: [UInt8]
  ) throws(ImageFault) -> (data: [UInt8], end: Int) {
    var (data, offset) = ([UInt8](), start)
    while true {
      guard let count = bytes.byte(at: offset), offset + 1 + count <= bytes.count else { throw .truncated }
      guard count > 0 else { return (data, offset + 1) }
      data += bytes[offset + 1..<offset + 1 + count]
      offset += 1 + count
    }
  }
}
