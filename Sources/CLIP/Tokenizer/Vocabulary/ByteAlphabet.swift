/// How byte-level vocabularies spell bytes: each byte as a printable character.
///
/// Bytes that are printable in Latin-1 stand for themselves; the others, in order, are spelled U+0100 and up.
enum ByteAlphabet {
  /// All bytes in the order of the ids that CLIP gives them: first those that stand for themselves.
  static let order: [UInt8] = {
    let all = UInt8.min...UInt8.max
    return all.filter(standsForItself) + all.filter { !standsForItself($0) }
  }()

  /// The spelling of each byte in UTF-8.
  static let spellings: [[UInt8]] = {
    var spellings = [[UInt8]](repeating: [], count: 256)
    var next: UInt32 = 0x100
    for byte in UInt8.min...UInt8.max {
      var scalar = Unicode.Scalar(byte)
      if !standsForItself(byte), let free = Unicode.Scalar(next) {
        scalar = free
        next += 1
      }
      spellings[Int(byte)] = Array(String(scalar).utf8)
    }
    return spellings
  }()

  /// What a symbol has behind it that ends a word.
  static let endOfWord = Array("</w>".utf8)

  private static func standsForItself(_ byte: UInt8) -> Bool {
    0x21...0x7e ~= byte || 0xa1...0xac ~= byte || 0xae...0xff ~= byte
  }
}
