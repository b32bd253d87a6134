import Preferences

/// TIFF 6.0: a directory of tags, anywhere in the file, that says where the strips or tiles of pixels lie.
enum TIFFStructure: ImageStructure {
  static func byteOrder(of bytes: [UInt8]) -> [UInt8].ByteOrder? {
    if bytes.starts(with: [0x49, 0x49, 42, 0]) { return .little }
    if bytes.starts(with: [0x4d, 0x4d, 0, 42]) { return .big }
    return nil
  }

  static func size(in bytes: [UInt8]) throws(ImageFault) -> PixelSize {
    let directory = try Directory(of: bytes)
    guard let width = try directory.values(of: .width).first,
      let height = try directory.values(of: .height).first
    else { throw .damaged("it does not tell its size") }
    return PixelSize(width: width, height: height)
  }

  static func checkCompleteness(of bytes: [UInt8]) throws(ImageFault) {
    let directory = try Directory(of: bytes)
    var holdsPixels = false
    for (offsetTag, countTag) in [(Tag.stripOffsets, Tag.stripCounts), (.tileOffsets, .tileCounts)] {
      let offsets = try directory.values(of: offsetTag)
      let counts = try directory.values(of: countTag)
      for (offset, count) in zip(offsets, counts) {
        guard offset + count <= bytes.count else { throw .truncated }
        holdsPixels = true
      }
    }
    guard holdsPixels else { throw .damaged("it holds no pixels") }
  }

  /// Whether colours come out of a palette or are only black and white.
  static func hasPalette(_ bytes: [UInt8]) throws(ImageFault) -> Bool {
    let directory = try Directory(of: bytes)
    let paletteColor = 3
    let meaning = try directory.values(of: .photometric).first
    // One bit is what a directory means that does not say.
    let bits = try directory.values(of: .bitsPerSample).first ?? 1
    return meaning == paletteColor || bits == 1
  }

  private enum Tag: Int {
    case width = 256
    case height = 257
    case bitsPerSample = 258
    case photometric = 262
    case stripOffsets = 273
    case stripCounts = 279
    case tileOffsets = 324
    case tileCounts = 325
  }

  private struct Directory {
    let bytes: [UInt8]
    let order: [UInt8].ByteOrder
    let start: Int
    let entries: Int

    init(of bytes: [UInt8]) throws(ImageFault) {
      guard let order = TIFFStructure.byteOrder(of: bytes) else { throw .unknownFormat }
      guard let start = bytes.number(at: 4, count: 4, order),
        let entries = bytes.number(at: start, count: 2, order),
        start + 2 + 12 * entries <= bytes.count
      else { throw .truncated }
      self.bytes = bytes
      self.order = order
      self.start = start
      self.entries = entries
    }

    /// Empty when the tag is missing or is no whole number.
    func values(of tag: Tag) throws(ImageFault) -> [Int] {
      for index in 0..<entries {
        let entry = start + 2 + 12 * index
        guard bytes.number(at: entry, count: 2, order) == tag.rawValue else { continue }
        // Type 3 is two bytes wide, type 4 four.
        let widths = [3: 2, 4: 4]
        guard let width = bytes.number(at: entry + 2, count: 2, order).flatMap({ widths[$0] }),
          let count = bytes.number(at: entry + 4, count: 4, order)
        else { return [] }
        // Up to four bytes stand in the entry itself.
        let place = count * width <= 4 ? entry + 8 : bytes.number(at: entry + 8, count: 4, order)
        guard let place, place + count * width <= bytes.count else { throw .truncated }
        return (0..<count).compactMap { bytes.number(at: place + $0 * width, count: width, order) }
      }
      return []
    }
  }
}
