/// An encoding of one byte a character, ASCII in its lower half.
struct SingleByteEncoding: Sendable {
  let name: String
  /// What the bytes from 0x80 up stand for. Bytes without a character stand for the control character of Latin-1.
  let upperHalf: [Unicode.Scalar]
  private let bytes: [Unicode.Scalar: UInt8]
  /// Whether U+FFFD may stand for a byte that was lost, and is then written as 0x1A: so in Windows' encodings.
  let knowsLosses: Bool

  /// - Parameter upperHalf: 128 characters, with � where a byte has none.
  init(_ name: String, _ upperHalf: String) {
    self.name = name
    self.upperHalf = zip(UInt8(0x80)...0xff, upperHalf.unicodeScalars).map { byte, scalar in
      scalar == "\u{fffd}" ? Unicode.Scalar(byte) : scalar
    }
    knowsLosses = name.hasPrefix("windows-")
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for (scalar, byte) in zip(self.upperHalf, UInt8(0x80)...0xff) { bytes[scalar] = byte }
    if knowsLosses { bytes["\u{fffd}"] = Self.lost }
    self.bytes = bytes
  }

  /// ASCII's substitute character.
  static let lost: UInt8 = 0x1a

  /// The bytes that the text would be in this encoding; `nil` where it does not have a character.
  func encoded(_ text: [Unicode.Scalar]) -> [UInt8]? {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.count)
    for scalar in text {
      if scalar.value < 0x80, !(knowsLosses && scalar.value == Self.lost) {
        encoded.append(UInt8(scalar.value))
      } else if let byte = bytes[scalar] {
        encoded.append(byte)
      } else {
        return nil
      }
    }
    return encoded
  }

  /// The characters of some bytes from 0x80 up.
  func scalars(_ bytes: ClosedRange<UInt8>) -> ArraySlice<Unicode.Scalar> {
    upperHalf[Int(bytes.lowerBound) - 0x80...Int(bytes.upperBound) - 0x80]
  }
}

/// What Windows' Western encoding has where Latin-1 has the C1 controls.
enum Windows1252 {
  private static let controls = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ".unicodeScalars)

  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    0x80...0x9f ~= byte ? controls[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }

  /// C1 controls replaced; five of them have no replacement and stay.
  static func replacingControls(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    text.map { 0x80...0x9f ~= $0.value ? scalar(UInt8($0.value)) : $0 }
  }
}
