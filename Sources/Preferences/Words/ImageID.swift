/// The identity of an image: the SHA-256 of its file.
package struct ImageID: Hashable, Sendable, Comparable {
  /// Four big-endian words, so that comparing them compares the bytes.
  private let words: SIMD4<UInt64>

  /// - Returns: `nil` unless there are 32 bytes.
  package init?(bytes: some Collection<UInt8>) {
    // Copied at once: going through a generic collection costs a call a byte, and stores read millions.
    let bytes = [UInt8](bytes)
    guard bytes.count == 32 else { return nil }
    var words = SIMD4<UInt64>()
    for (index, byte) in bytes.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = words
  }

  /// - Returns: `nil` unless `hexadecimal` is 64 hexadecimal digits.
  package init?(hexadecimal: String) {
    let digits = hexadecimal.utf8.map {
      UInt8(ascii: "0") <= $0 ? Character(UnicodeScalar($0)).hexDigitValue : nil
    }
    guard digits.count == 64, digits.allSatisfy({ $0 != nil }) else { return nil }
    let values = digits.compactMap { $0 }
    self.init(bytes: stride(from: 0, to: 64, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) })
  }

  package var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - 8 * ($0 % 8))) }
  }

  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  package static func < (left: ImageID, right: ImageID) -> Bool {
    for index in 0..<4 where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }
}

extension ImageID: CustomStringConvertible {
  package var description: String { hexadecimal }
}
