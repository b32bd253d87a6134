/// Text between the brackets that a terminal puts around a paste, `ESC [ 200 ~` and `ESC [ 201 ~`.
struct Paste: Hashable, Sendable {
  /// More is read and dropped, in scalars.
  static let limit = 65_536

  private(set) var text = ""
  private var count = 0
  private var decoder = UTF8Decoder()
  /// How many bytes of the closing bracket have come.
  private var closing = 0
  private var endedLine = false

  private static let end = Array("\u{1b}[201~".utf8)

  /// - Returns: whether the paste ended.
  mutating func feed(_ byte: UInt8) -> Bool {
    if byte == Self.end[closing] {
      closing += 1
      return closing == Self.end.count
    }
    // It was something else: text, but for the escape byte.
    for byte in Self.end[..<closing] { append(byte) }
    closing = byte == Self.end[0] ? 1 : 0
    if closing == 0 { append(byte) }
    return false
  }

  private mutating func append(_ byte: UInt8) {
    guard let scalar = decoder.feed(byte), count < Self.limit else { return }
    defer { endedLine = scalar == "\r" }
    switch scalar.value {
    case 0x0a where endedLine: return
    case 0x0a, 0x0d: add("\n")
    case 0x09: add("\t")
    case 0x00..<0x20, 0x7f..<0xa0: return
    default: add(scalar)
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    text.unicodeScalars.append(scalar)
    count += 1
  }
}
