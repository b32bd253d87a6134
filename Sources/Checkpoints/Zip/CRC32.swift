/// The checksum of zip files: the polynomial of ISO 3309, reflected. About a second for 2 GB.
enum CRC32 {
  private static let stride = 16

  /// For each of sixteen bytes, what it does to the sum when as many bytes follow it.
  private static let tables: [UInt32] = {
    var tables = (0..<256).map { index in
      var word = UInt32(index)
      for _ in 0..<8 { word = word >> 1 ^ (word & 1 == 0 ? 0 : 0xedb8_8320) }
      return word
    }
    for index in 256..<256 * stride {
      let before = tables[index - 256]
      tables.append(before >> 8 ^ tables[Int(before & 0xff)])
    }
    return tables
  }()

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      var sum = ~UInt32(0)
      let whole = bytes.count / stride * stride
      for start in Swift.stride(from: 0, to: whole, by: stride) {
        var low =
          UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)) ^ UInt64(sum)
        var high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
        sum = 0
        for place in 0..<8 {
          sum ^= tables[(15 - place) << 8 | Int(low & 0xff)] ^ tables[(7 - place) << 8 | Int(high & 0xff)]
          low >>= 8
          high >>= 8
        }
      }
      for byte in bytes[whole...] { sum = sum >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
      return ~sum
    }
  }
}
