import Preferences

/// GIF 89a: a screen descriptor, then extensions and images, both made of short blocks, up to a trailer.
enum GIFStructure: ImageStructure {
  static func size(in bytes: [UInt8]) throws(ImageFault) -> PixelSize {
    guard let width = bytes.number(at: 6, count: 2, .little),
      let height = bytes.number(at: 8, count: 2, .little)
    else { throw .truncated }
    return PixelSize(width: width, height: height)
  }

  static func checkCompleteness(of bytes: [UInt8]) throws(ImageFault) {
    guard let flags = bytes.byte(at: 10) else { throw .truncated }
    var offset = 13 + tableCount(flags)
    var holdsPixels = false
    while true {
      guard let kind = bytes.byte(at: offset) else { throw .truncated }
      switch kind {
      case 0x21:  // extension: a label, then blocks
        offset = try endOfBlocks(from: offset + 2, in: bytes)
      case 0x2c:  // image: descriptor, its own colours, the code size, then blocks
        guard let flags = bytes.byte(at: offset + 9) else { throw .truncated }
        offset = try endOfBlocks(from: offset + 10 + tableCount(flags) + 1, in: bytes)
        holdsPixels = true
      case 0x3b:
        guard holdsPixels else { throw .damaged("it holds no pixels") }
        return
      default:
        throw .damaged("no block begins at byte \(offset)")
      }
    }
  }

  /// The bytes of the colour table that the flags announce.
  private static func tableCount(_ flags: Int) -> Int {
    flags & 0x80 == 0 ? 0 : 3 << ((flags & 7) + 1)
  }

  private static func endOfBlocks(from start: Int, in bytes: [UInt8]) throws(ImageFault) -> Int {
    var offset = start
    while true {
      guard let count = bytes.byte(at: offset) else { throw .truncated }
      offset += 1 + count
      if count == 0 { return offset }
    }
  }
}
