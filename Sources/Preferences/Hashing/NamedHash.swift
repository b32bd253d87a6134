/// A message of typed fields, each with its length before it, so that no two different lists of fields
/// are the same bytes.
package struct HashFields: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init(_ purpose: String) {
    append(purpose)
  }

  package mutating func append(_ text: String) {
    append(integer: UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func append(bytes: [UInt8]) {
    append(integer: UInt64(bytes.count))
    self.bytes.append(contentsOf: bytes)
  }

  package mutating func append<Tag>(_ id: Identifier<Tag>) {
    id.withBytes { bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ image: ImageID) {
    bytes.append(contentsOf: image.bytes)
  }

  package mutating func append(integer: UInt64) {
    withUnsafeBytes(of: integer.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

extension SipHash {
  /// The key of names: fixed, since the same thing must have the same name in every file.
  package static let naming = SipHash(key: (0x6b6f_6e6f_6d69_2031, 0x7072_6566_6572_656e))

  /// The key of orders, which differ from study to study by their seed.
  package static func ordering(seed: UInt64) -> SipHash {
    SipHash(key: (seed, 0x6b6f_6e6f_6d69_2032))
  }
}
