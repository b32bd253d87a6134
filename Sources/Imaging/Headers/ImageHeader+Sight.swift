import Preferences

extension ImageFormat {
  /// How the screen shows a whole file of this format otherwise than its pixels are stored. TIFF reaches models as it
  /// reaches the screen.
  func sight(of bytes: [UInt8]) -> ImageSight {
    switch self {
    case .jpeg: JPEGStructure.isTurned(bytes) ? .turned : []
    case .png: PNGStructure.hasTransparency(bytes) ? .transparent : []
    case .webp: WebPStructure.hasTransparency(bytes) ? .transparent : []
    case .gif: GIFStructure.hasTransparency(bytes) ? .transparent : []
    case .tiff: []
    }
  }
}

extension PNGStructure {
  /// An alpha channel, or a chunk that makes a colour or colours of a palette transparent.
  fileprivate static func hasTransparency(_ bytes: [UInt8]) -> Bool {
    if let kind = bytes.byte(at: 25), kind & 4 != 0 { return true }
    var offset = signature.count
    while let length = bytes.number(at: offset, count: 4, .big), !bytes.holds("IDAT", at: offset + 4) {
      if bytes.holds("tRNS", at: offset + 4) { return true }
      offset += 12 + length
    }
    return false
  }
}

extension WebPStructure {
  fileprivate static func hasTransparency(_ bytes: [UInt8]) -> Bool {
    if bytes.holds("VP8X", at: 12) { return (bytes.byte(at: 20) ?? 0) & 0x10 != 0 }
    // Behind width and height.
    return bytes.holds("VP8L", at: 12) && (bytes.byte(at: 24) ?? 0) & 0x10 != 0
  }
}

extension GIFStructure {
  /// A graphic control extension before the first image that names a transparent index.
  fileprivate static func hasTransparency(_ bytes: [UInt8]) -> Bool {
    guard let flags = bytes.byte(at: 10) else { return false }
    var offset = 13 + (flags & 0x80 == 0 ? 0 : 3 << ((flags & 7) + 1))
    while bytes.byte(at: offset) == 0x21 {
      if bytes.byte(at: offset + 1) == 0xf9, let flags = bytes.byte(at: offset + 3), flags & 1 != 0 {
        return true
      }
      offset += 2
      while let count = bytes.byte(at: offset) {
        offset += 1 + count
        if count == 0 { break }
      }
    }
    return false
  }
}

extension JPEGStructure {
  /// An orientation other than upright in the first EXIF segment.
  fileprivate static func isTurned(_ bytes: [UInt8]) -> Bool {
    var offset = 2
    while bytes.byte(at: offset) == 0xff, let marker = bytes.byte(at: offset + 1) {
      if marker == 0xff {
        offset += 1
        continue
      }
      guard marker != 0xda, let length = bytes.number(at: offset + 2, count: 2, .big) else { return false }
      if marker == 0xe1, bytes.holds("Exif\0\0", at: offset + 4) {
        return orientation(inTIFF: offset + 10, of: bytes).map { 2...8 ~= $0 } ?? false
      }
      offset += 2 + length
    }
    return false
  }

  /// Of the first directory of a TIFF structure that begins at `start`.
  private static func orientation(inTIFF start: Int, of bytes: [UInt8]) -> Int? {
    let order: [UInt8].ByteOrder = bytes.holds("MM", at: start) ? .big : .little
    guard let directory = bytes.number(at: start + 4, count: 4, order),
      let count = bytes.number(at: start + directory, count: 2, order)
    else { return nil }
    for entry in 0..<count {
      let offset = start + directory + 2 + 12 * entry
      guard let tag = bytes.number(at: offset, count: 2, order) else { return nil }
      if tag == 0x0112 { return bytes.number(at: offset + 8, count: 2, order) }
    }
    return nil
  }
}
