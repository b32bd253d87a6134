extension [UInt8] {
  /// Appends the lowest bytes of a number, lowest first.
  mutating func append(_ number: UInt64, width: Int) {
    for index in 0..<width { append(UInt8(truncatingIfNeeded: number >> UInt64(8 * index))) }
  }

  mutating func append(_ number: Int, width: Int) {
    append(UInt64(bitPattern: Int64(number)), width: width)
  }

  /// Overwrites a number at `offset`.
  mutating func put(_ number: UInt64, width: Int, at offset: Int) {
    for index in 0..<width { self[offset + index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * index)) }
  }

  init(floats: [Float]) {
    self = []
    for float in floats { append(UInt64(float.bitPattern), width: 4) }
  }
}
