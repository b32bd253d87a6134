import Preferences
import Testing

@testable import Imaging

@Suite("Pixels of GIF files")
struct GIFPixelsTests {
  private func gif(screen: (UInt8, UInt8), extensions: [UInt8] = [], image: [UInt8]) -> [UInt8] {
    let colors: [UInt8] = [1, 2, 3, 40, 50, 60]
    return Array("GIF89a".utf8) + [screen.0, 0, screen.1, 0, 0x80, 0, 0] + colors + extensions + image + [
      0x3b
    ]
  }

  /// The picture of `HandmadeFiles.gif`: one pixel of colour 0, at a place.
  private func pixel(at place: (UInt8, UInt8), ownColors: [UInt8] = []) -> [UInt8] {
    [0x2c, place.0, 0, place.1, 0, 1, 0, 1, 0, ownColors.isEmpty ? 0 : 0x80] + ownColors + [2, 2, 0x44, 1, 0]
  }

  @Test("A picture smaller than the screen lies on colour 0, or on the transparent one")
  func background() throws {
    let plain = try GIFPixels.first(in: gif(screen: (2, 1), image: pixel(at: (1, 0))))
    #expect(plain.samples == [1, 2, 3, 1, 2, 3])
    let transparent: [UInt8] = [0x21, 0xf9, 4, 1, 0, 0, 1, 0]
    let onTransparent = try GIFPixels.first(
      in: gif(screen: (2, 1), extensions: transparent, image: pixel(at: (1, 0))))
    #expect(onTransparent.mode == .palette)
    #expect(onTransparent.samples == [40, 50, 60, 1, 2, 3])
  }

  @Test("The screen grows with a picture that does not fit")
  func growing() throws {
    let pixels = try GIFPixels.first(in: gif(screen: (1, 1), image: pixel(at: (2, 1))))
    #expect(pixels.size == PixelSize(width: 3, height: 2))
  }

  @Test("A picture's own colours go before the screen's; those that are their own numbers make it gray")
  func colors() throws {
    let own = try GIFPixels.first(
      in: gif(screen: (1, 1), image: pixel(at: (0, 0), ownColors: [7, 8, 9, 0, 0, 0])))
    #expect(own.samples == [7, 8, 9])
    let gray = try GIFPixels.first(
      in: gif(screen: (1, 1), image: pixel(at: (0, 0), ownColors: [0, 0, 0, 1, 1, 1])))
    #expect(gray.mode == .l)
    #expect(gray.samples == [0])
  }

  @Test("Runs, also the one whose code is used before it is complete")
  func runs() throws {
    // Of two bits: clear 4, then 1, then code 6 (1 1), then code 7 (1 1 1), end 5; three bits each, then four.
    let data: [UInt8] = [0b10_001_100, 0b0101_111_1]
    #expect(try LZW.indices(in: data, codeSize: 2, count: 6) == [1, 1, 1, 1, 1, 1])
    #expect(throws: ImageFault.truncated) { try LZW.indices(in: data, codeSize: 2, count: 7) }
  }

  @Test("Codes that stand for nothing are damage")
  func wrongCodes() {
    #expect(throws: ImageFault.damaged("its compressed data is wrong")) {
      try LZW.indices(in: [0b00_111_100], codeSize: 2, count: 2)
    }
    #expect(throws: ImageFault.damaged("its colours are of 12 bits")) {
      try LZW.indices(in: [1, 2, 3], codeSize: 12, count: 2)
    }
    #expect(throws: ImageFault.truncated) { try LZW.indices(in: [], codeSize: 2, count: 1) }
  }
}
