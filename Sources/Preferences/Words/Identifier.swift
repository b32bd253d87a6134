import FoundationEssentials

/// A UUID that says what it names, so that a trial is never looked up among the sessions.
package struct Identifier<Tag>: Hashable, Sendable, Comparable {
  package let uuid: UUID

  package init(_ uuid: UUID) {
    self.uuid = uuid
  }

  /// A name-based identifier (version 8 of RFC 9562): equal fields give equal identifiers in every file,
  /// which is what lets two files merge as a union of sets.
  package init(naming fields: HashFields) {
    let (high, low) = SipHash.naming(fields.bytes)
    self.init(high: high, low: low, version: 8)
  }

  /// Sets version and variant in 128 bits, most significant first.
  package init(high: UInt64, low: UInt64, version: UInt64) {
    let high = high & ~0xf000 | version << 12
    let low = low & ~(0xc0 << 56) | 0x80 << 56
    func byte(_ word: UInt64, _ index: UInt64) -> UInt8 {
      UInt8(truncatingIfNeeded: word >> (56 - 8 * index))
    }
    uuid = UUID(
      uuid: (
        byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
        byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
        byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
        byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
      ))
  }

  package init?(_ text: String) {
    guard let uuid = UUID(uuidString: text) else { return nil }
    self.init(uuid)
  }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes(of: uuid.uuid, body)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.withBytes { left in right.withBytes { right in left.lexicographicallyPrecedes(right) } }
  }
}

extension Identifier: CustomStringConvertible {
  /// Lower-case hexadecimal with dashes, as RFC 9562 writes it.
  package var description: String { uuid.uuidString.lowercased() }
}

package typealias AnnotatorID = Identifier<Annotator>
package typealias ComparisonID = Identifier<Comparison>
package typealias EventID = Identifier<Event>
package typealias SessionID = Identifier<Session>
package typealias TrialID = Identifier<Trial>
