import Testing

@testable import Checkpoints

@Suite("CRC-32")
struct CRC32Tests {
  private func sum(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { CRC32.of($0) } }

  @Test("The check value of the catalogues, and lengths around a stride")
  func values() {
    #expect(sum([]) == 0)
    #expect(sum(Array("123456789".utf8)) == 0xcbf4_3926)
    #expect(sum(Array("The quick brown fox jumps over the lazy dog".utf8)) == 0x414f_a339)
    #expect(sum([UInt8](repeating: 0, count: 32)) == 0x190a_55ad)
  }
}
