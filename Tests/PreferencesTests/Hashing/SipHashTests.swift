import Testing

@testable import Preferences

/// The vectors of the authors' reference implementation (vectors.h, SipHash-2-4-128): key 00…0f, message
/// 00 01 02 … of the length given.
@Suite struct SipHashTests {
  private let hash = SipHash(key: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))

  @Test(arguments: [
    (0, 0xa3817f04ba25a8e6 as UInt64, 0x6df67214c7550293 as UInt64),
    (1, 0xda87c1d86b99af44, 0x347659119b22fc45),
    (15, 0x5493e99933b0a811, 0x7e08ec0f97cfc3d9), (63, 0x5150d1772f50834a, 0x503e069a973fbd7c),
  ])
  func matchesTheReferenceVectors(length: Int, first: UInt64, second: UInt64) {
    let result = hash((0..<length).map { UInt8($0) })
    #expect(result.high.byteSwapped == first)
    #expect(result.low.byteSwapped == second)
  }

  @Test func fieldsOfDifferentCutAreDifferentMessages() {
    var one = HashFields("p")
    one.append("ab")
    one.append("c")
    var other = HashFields("p")
    other.append("a")
    other.append("bc")
    #expect(one.bytes != other.bytes)
  }
}
