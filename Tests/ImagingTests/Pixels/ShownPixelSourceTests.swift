import Preferences
import TestSupport
import Testing

@testable import Imaging

@Suite("Pixels as people are shown them")
struct ShownPixelSourceTests {
  @Test("A JPEG is turned as its EXIF data asks, and the identity stays that of the file")
  func turned() throws {
    let (image, pixels) = try ShownPixelSource().pixels(fileAt: PixelFixtures.path("turned.jpg"))
    #expect(image == SHA256.digest(of: try PixelFixtures.bytes("turned.jpg")))
    #expect(pixels.size == PixelSize(width: 60, height: 120) && pixels.mode == .rgb)
    // Each pixel is one of the stored picture, turned by a quarter.
    let stored = try PixelFileSource.pixels(in: PixelFixtures.bytes("turned.jpg"))
    func pixel(_ pixels: StoredPixels, _ x: Int, _ y: Int) -> [Int] {
      (0..<3).map { Int(pixels.samples[3 * (y * pixels.size.width + x) + $0]) }
    }
    func isNear(_ one: [Int], _ other: [Int]) -> Bool { zip(one, other).allSatisfy { abs($0 - $1) <= 2 } }
    let clockwise = (0..<120).allSatisfy { isNear(pixel(pixels, 7, $0), pixel(stored, $0, 60 - 1 - 7)) }
    let counterclockwise = (0..<120).allSatisfy {
      isNear(pixel(pixels, 7, $0), pixel(stored, 120 - 1 - $0, 7))
    }
    #expect(clockwise != counterclockwise)
  }

  @Test(
    "What is transparent lies over the gray of the screen", arguments: [0, 1, 127, 128, 254, 255] as [UInt8])
  func transparent(alpha: UInt8) throws {
    let bytes = HandmadePNG.file(.rgba, rows: [[200, 0, 255, alpha]])
    let pixels = try ShownPixelSource.pixels(in: bytes)
    let wanted = [200, 0, 255].map { sample -> UInt8 in
      let sum = sample * Int(alpha) + 128 * (255 - Int(alpha))
      return UInt8((sum + 127) / 255)
    }
    #expect(pixels.samples == wanted)
    // What models are given without being asked is the colour that nobody sees.
    #expect(try PixelFileSource.pixels(in: bytes).samples == [200, 0, 255, alpha])
  }

  @Test("A plain picture is the same either way", arguments: ["rgb-37x53.png", "rgb-lossless.webp"])
  func plain(name: String) throws {
    let bytes = try PixelFixtures.bytes(name)
    #expect(try ShownPixelSource.pixels(in: bytes) == PixelFileSource.pixels(in: bytes))
  }

  @Test("Files that are no images are refused by the same faults")
  func noImages() {
    #expect(throws: ImageFault.missing) { _ = try ShownPixelSource().pixels(fileAt: "/none/such") }
    #expect(throws: ImageFault.unknownFormat) { _ = try ShownPixelSource.pixels(in: Array("text".utf8)) }
  }
}
