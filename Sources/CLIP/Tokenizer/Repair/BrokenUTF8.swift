/// UTF-8 that was read as something else, and suffered there.
enum BrokenUTF8 {
  /// A byte of a pattern.
  private typealias Bytes = [ClosedRange<UInt8>]

  private static let space: Bytes = [0x20...0x20]
  private static let continuation: Bytes = [0x80...0xbf]
  /// 0x85 is left out: it is also a line break.
  private static let likely: Bytes = [0x80...0x84, 0x86...0x9f, 0xa1...0xbf]

  /// Sequences in which the byte 0xA0, Latin-1's no-break space, has become a space. Only leading bytes that make
  /// likely characters of it.
  private static let spaced: [[Bytes]] = [
    [[0xc2...0xc3, 0xc5...0xc5, 0xce...0xce, 0xd0...0xd0, 0xd9...0xd9], space],
    [[0xe2...0xe3], space, likely],
    [[0xe0...0xe3], likely, space],
    [[0xf0...0xf0], space, continuation, continuation],
    [[0xf0...0xf0], continuation, space, continuation],
    [[0xf0...0xf0], continuation, continuation, space],
  ]

  /// Puts 0xA0 back where a space stands for it; also in “Ã la”, where one space is left of the two there were.
  static func restoringNoBreakSpaces(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.indices.contains(where: { match(spaced, in: bytes, at: $0) != nil }) else { return bytes }
    var words: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      words.append(byte)
      if byte == 0xc3, isGraveA(bytes[(place + 1)...]) { words.append(0xa0) }
    }
    return replacing(spaced, in: words) { $0.map { $0 == 0x20 ? 0xa0 : $0 } }
  }

  /// Whether what follows 0xC3 is the space after an à that stands alone, or one that begins no Portuguese word.
  private static func isGraveA(_ rest: ArraySlice<UInt8>) -> Bool {
    guard rest.first == 0x20 else { return false }
    let word = rest.dropFirst()
    return word.first != 0x20 && !["quele", "quela", "quilo", "s "].contains { word.starts(with: $0.utf8) }
  }

  private static let lost: Bytes = [0x1a...0x1a]
  private static let lostOrQuestion: Bytes = [0x1a...0x1a, 0x3f...0x3f]
  private static let lostOrContinuation: Bytes = [0x1a...0x1a, 0x80...0xbf]
  private static let any: Bytes = [0x1a...0x1a, 0x3f...0x3f, 0x80...0xbf]

  /// Sequences of which bytes are lost. A question mark may stand for one.
  private static let lossy: [[Bytes]] = [
    [[0xc2...0xdf], lost],
    [[0xc2...0xc3], [0x3f...0x3f]],
    [[0xed...0xed], [0xa0...0xaf], lostOrQuestion, [0xed...0xed], [0xb0...0xbf], any],
    [[0xed...0xed], [0xa0...0xaf], any, [0xed...0xed], [0xb0...0xbf], lostOrQuestion],
    [[0xe0...0xef], lostOrQuestion, lostOrContinuation],
    [[0xe0...0xef], lostOrContinuation, lostOrQuestion],
    [[0xf0...0xf4], lostOrQuestion, lostOrContinuation, lostOrContinuation],
    [[0xf0...0xf4], lostOrContinuation, lostOrQuestion, lostOrContinuation],
    [[0xf0...0xf4], lostOrContinuation, lostOrContinuation, lostOrQuestion],
    [lost],
  ]

  /// Replaces what is lost by U+FFFD.
  static func replacingLosses(_ bytes: [UInt8]) -> [UInt8] {
    replacing(lossy, in: bytes) { _ in [0xef, 0xbf, 0xbd] }
  }

  private static func replacing(
    _ patterns: [[Bytes]], in bytes: [UInt8], by replacement: (ArraySlice<UInt8>) -> [UInt8]
  ) -> [UInt8] {
    var replaced: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if let length = match(patterns, in: bytes, at: place) {
        replaced += replacement(bytes[place..<place + length])
        place += length
      } else {
        replaced.append(bytes[place])
        place += 1
      }
    }
    return replaced
  }

  /// The length of the first pattern that stands at a place.
  private static func match(_ patterns: [[Bytes]], in bytes: [UInt8], at place: Int) -> Int? {
    patterns.first { pattern in
      pattern.count <= bytes.count - place
        && zip(pattern, bytes[place...]).allSatisfy { ranges, byte in ranges.contains { $0 ~= byte } }
    }?.count
  }
}

extension BrokenUTF8 {
  /// Reads UTF-8, strictly but for two things: characters beyond U+FFFF may be written as two surrogates of three
  /// bytes each (CESU-8), and U+0000 as C0 80 (Java).
  static func decoded(_ bytes: [UInt8]) -> [Unicode.Scalar]? {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    var plain = 0
    var place = 0
    func flush() -> Bool {
      guard let text = String(validating: bytes[plain..<place], as: UTF8.self) else { return false }
      scalars.append(contentsOf: text.unicodeScalars)
      return true
    }
    while place < bytes.count {
      if bytes[place...].starts(with: [0xc0, 0x80]) {
        guard flush() else { return nil }
        scalars.append("\0")
        place += 2
        plain = place
      } else if let scalar = surrogates(bytes[place...].prefix(6)) {
        guard flush() else { return nil }
        scalars.append(scalar)
        place += 6
        plain = place
      } else {
        place += 1
      }
    }
    return flush() ? scalars : nil
  }

  private static func surrogates(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard bytes.first == 0xed, bytes.count == 6 else { return nil }
    let bytes = Array(bytes)
    guard 0xa0...0xaf ~= bytes[1], 0x80...0xbf ~= bytes[2], bytes[3] == 0xed, 0xb0...0xbf ~= bytes[4],
      0x80...0xbf ~= bytes[5]
    else { return nil }
    let high = UInt32(bytes[1] & 0x0f) << 6 | UInt32(bytes[2] & 0x3f)
    let low = UInt32(bytes[4] & 0x0f) << 6 | UInt32(bytes[5] & 0x3f)
    return Unicode.Scalar(0x1_0000 + high << 10 + low)
  }
}
