import Preferences

/// PNG (ISO/IEC 15948): a signature, then chunks of length, type, data and CRC, from IHDR to IEND.
enum PNGStructure: ImageStructure {
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  static func size(in bytes: [UInt8]) throws(ImageFault) -> PixelSize {
    guard let width = bytes.number(at: 16, count: 4, .big), let height = bytes.number(at: 20, count: 4, .big)
    else { throw .truncated }
    guard bytes.holds("IHDR", at: 12) else { throw .damaged("it does not begin with a header chunk") }
    return PixelSize(width: width, height: height)
  }

  static func checkCompleteness(of bytes: [UInt8]) throws(ImageFault) {
    var offset = signature.count
    var holdsPixels = false
    while true {
      guard let length = bytes.number(at: offset, count: 4, .big), offset + 12 + length <= bytes.count else {
        throw .truncated
      }
      guard bytes[offset + 4..<offset + 8].allSatisfy(isLetter) else {
        throw .damaged("no chunk begins at byte \(offset)")
      }
      if bytes.holds("IDAT", at: offset + 4) { holdsPixels = true }
      if bytes.holds("IEND", at: offset + 4) { break }
      offset += 12 + length
    }
    guard holdsPixels else { throw .damaged("it holds no pixels") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
