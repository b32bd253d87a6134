import Testing

@testable import Scenes

/// The same seed gives the same bytes on every machine. When the drawing is changed on purpose, the new
/// hashes stand in the message of the failure.
@Suite struct GoldenRasterTests {
  @Test(
    arguments: [
      (1, 0x6318e3a5284c0d3c), (2, 0x534d2124ace9cbef), (3, 0x709dce7576218a36), (4, 0x998e8935b2ce2a84),
      (5, 0xd051697f333a89f7), (6, 0x4d5a45e0003dd738),
    ] as [(UInt64, UInt64)])
  func bytesFollowFromTheSeed(seed: UInt64, hash: UInt64) {
    let rasters = SceneSet(seed: seed).comparison(0).candidates.map { $0.raster(side: 72) }
    let found = Self.fnv1a(rasters.flatMap(\.rgba))
    #expect(found == hash, "seed \(seed): 0x\(String(found, radix: 16))")
  }

  /// All backgrounds, all shapes, all flaws.
  @Test func bytesOfManyPicturesFollowFromTheSeed() {
    let set = SceneSet(seed: 99)
    let hashes = (0..<120).flatMap {
      set.comparison($0).candidates.map { Self.fnv1a($0.raster(side: 24).rgba) }
    }
    let found = Self.fnv1a(
      hashes.flatMap { hash in (0..<8).map { UInt8(truncatingIfNeeded: hash >> ($0 * 8)) } })
    #expect(hashes.count > 300 && Set(hashes).count == hashes.count)
    #expect(found == 0xeb5df042099e229d, "0x\(String(found, radix: 16))")
  }

  @Test(arguments: [1, 17, 64, 200])
  func rastersHaveTheSizeAskedForAndAreOpaque(side: Int) {
    let raster = SceneSet(seed: 1).comparison(1).candidates[0].raster(side: side)
    #expect(raster.width == side && raster.height == side)
    #expect(raster.rgba.count == 4 * side * side)
    #expect(stride(from: 3, to: raster.rgba.count, by: 4).allSatisfy { raster.rgba[$0] == 255 })
  }

  /// FNV-1a, 64 bits.
  private static func fnv1a(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
