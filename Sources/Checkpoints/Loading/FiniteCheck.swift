/// Looks for NaN and infinity, at the speed of memory.
enum FiniteCheck {
  static func allFinite(_ floats: UnsafeBufferPointer<Float>) -> Bool {
    // Adding one to an exponent of all ones carries into the sign, and no other exponent does.
    let magnitude = SIMD16<UInt32>(repeating: 0x7fff_ffff)
    let one = SIMD16<UInt32>(repeating: 0x0080_0000)
    let bytes = UnsafeRawBufferPointer(floats)
    let blocks = floats.count / 16
    var carries = SIMD16<UInt32>()
    for block in 0..<blocks {
      carries |= (bytes.loadUnaligned(fromByteOffset: block * 64, as: SIMD16<UInt32>.self) & magnitude) &+ one
    }
    var carry = UInt32(0)
    for lane in 0..<16 { carry |= carries[lane] }
    for index in blocks * 16..<floats.count {
      carry |= (floats[index].bitPattern & 0x7fff_ffff) &+ 0x0080_0000
    }
    return carry >> 31 == 0
  }

  /// How many are not finite, and the first of them.
  static func failures(in floats: UnsafeBufferPointer<Float>) -> (count: Int, first: Int)? {
    guard let first = floats.firstIndex(where: { !$0.isFinite }) else { return nil }
    return (floats[first...].count { !$0.isFinite }, first)
  }
}
