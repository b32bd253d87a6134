/// Puts characters together from bytes that come one at a time. Bytes that belong to none are dropped.
struct UTF8Decoder: Hashable, Sendable {
  private var pending: [UInt8] = []

  /// - Returns: a character when this byte completes one.
  mutating func feed(_ byte: UInt8) -> Unicode.Scalar? {
    if byte & 0xc0 != 0x80 { pending.removeAll() }
    pending.append(byte)
    guard pending.count >= Self.length(first: pending[0]) else { return nil }
    defer { pending.removeAll() }
    guard let text = String(validating: pending, as: UTF8.self) else { return nil }
    return text.unicodeScalars.first
  }

  mutating func reset() {
    pending.removeAll()
  }

  private static func length(first byte: UInt8) -> Int {
    switch byte {
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 1
    }
  }
}
