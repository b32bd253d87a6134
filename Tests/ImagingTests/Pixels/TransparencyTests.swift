import FoundationEssentials
import Preferences
import TestSupport
import Testing

@testable import Imaging

/// Transparency that is no channel, and the colours of palettes, which transforms of models ask for.
@Suite struct TransparencyTests {
  private func pixels(_ name: String) throws -> StoredPixels {
    let folder = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures")
    let own = folder.appending(path: "dialects/\(name)").path
    let path = FileManager.default.fileExists(atPath: own) ? own : PixelFixtures.path(name)
    return try PixelFileSource().pixels(fileAt: path).pixels
  }

  @Test func aPaletteSaysTheAlphaOfEachOfItsColours() throws {
    let pixels = try pixels("palette-transparent.png")
    let alphas = try #require(pixels.transparency)
    // By the fixture's chunk: 0, 16, 32 and so on.
    #expect(Set(alphas).isSubset(of: Set(stride(from: 0, to: 256, by: 16).map { UInt8($0) })))
    #expect(alphas.contains(0) && pixels.palette != nil && pixels.hasAlpha)
  }

  @Test func aTransparentColourIsTransparentWhereItStands() throws {
    let gif = try pixels("palette-transparent.gif")
    let palette = try #require(gif.palette)
    for (place, alpha) in try #require(gif.transparency).enumerated() where alpha == 0 {
      #expect(gif.samples[(3 * place)..<(3 * place + 3)].elementsEqual(palette[9..<12]))
    }
    let gray = try pixels("gray-transparent.png")
    #expect(try #require(gray.transparency) == gray.samples.map { $0 == 255 ? 0 : 255 })
    let white = try pixels("gray-1-transparent-1.png")
    #expect(
      white.transparency?.indices.allSatisfy {
        (white.samples[3 * $0] == 255) == (white.transparency?[$0] == 0)
      } == true)
  }

  @Test func otherImagesHaveNone() throws {
    for name in ["palette.png", "palette.gif", "gray.png", "rgb-37x53.png", "gray.jpg", "palette.tiff"] {
      let pixels = try pixels(name)
      #expect(pixels.transparency == nil && !pixels.hasAlpha)
    }
    #expect(try pixels("rgba.png").hasAlpha && pixels("la.png").hasAlpha)
  }
}
