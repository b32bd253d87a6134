import FoundationEssentials
import Imaging
import Preferences
import TestSupport
import Testing

@testable import CLIP

/// Pictures of every kind under the transforms that model folders describe, against transformers and open_clip.
@Suite struct DialectPixelsTests {
  @Test(arguments: DialectFixtures.descriptions)
  func picturesOfEveryKindAreThoseOfTheReference(_ description: String) throws {
    for expected in try #require(DialectFixtures.all).pixels where expected.description == description {
      let rgb = PillowSquare.rgb(
        of: try DialectFixtures.image(expected.file), by: try expected.preprocessing())
      if let digest = expected.sha256 {
        #expect(SHA256.digest(of: rgb).hexadecimal == digest, "\(expected.file)")
      } else {
        let wanted = try DialectFixtures.image(try #require(expected.pixels)).samples
        #expect(wanted.count == rgb.count)
        #expect((zip(rgb, wanted).map { abs(Int($0) - Int($1)) }.max() ?? 255) <= 1, "\(expected.file)")
      }
    }
  }

  @Test func meanDeviationAndScaleAreThoseOfTheFile() throws {
    for expected in try #require(DialectFixtures.all).floats {
      let path = DialectFixtures.path(of: try #require(expected.tensor))
      let wanted = Array(try Data(contentsOf: URL(filePath: path)))
      let planes = try expected.preprocessing().planes(of: DialectFixtures.image(expected.file)).elements
      #expect(wanted.count == 4 * planes.count)
      for (place, float) in planes.enumerated() {
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(wanted[4 * place + $1]) << UInt32(8 * $1) }
        let difference = abs(float - Float(bitPattern: bits))
        guard difference > 1e-6 * max(1, abs(float)) else { continue }
        Issue.record("\(expected.description), place \(place): \(difference)")
        break
      }
    }
  }

  @Test func allKindsOfFixturesWereFound() throws {
    let all = try #require(DialectFixtures.all)
    #expect(all.pixels.count == 840 && all.floats.count == 6 && all.scores.count == 13)
    #expect(DialectFixtures.descriptions.count == 12)
    let modes = try Set(all.pixels.map(\.file)).map { try DialectFixtures.image($0).mode }
    #expect(Set(modes) == [.l, .la, .rgb, .rgba, .palette, .cmyk, .i16])
  }

  @Test func longSidesThatExceedTheSideByThreeAreCutOneFurtherUpThanByOpenAI() throws {
    let size = PixelSize(width: 67, height: 64)
    #expect(SquareFrame(of: size, by: .pillow(side: 64)).columns == 2..<66)
    #expect(SquareFrame(of: size, by: .transformers(side: 64)).columns == 1..<65)
  }

  @Test func colorsOverWhiteAreThoseOfPillow() {
    #expect(StoredPixels.overWhite([0, 100, 255], 0) == [255, 255, 255])
    #expect(StoredPixels.overWhite([0, 100, 255], 255) == [0, 100, 255])
    // By Image.alpha_composite.
    #expect(StoredPixels.overWhite([0, 100, 255], 128) == [127, 177, 255])
  }
}
