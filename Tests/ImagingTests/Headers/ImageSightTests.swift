import Preferences
import Testing

@testable import Imaging

@Suite("What people see otherwise than models do")
struct ImageSightTests {
  @Test(
    "Is read off the file without a pixel",
    arguments: [
      ("turned.jpg", .turned), ("rgb.jpg", []), ("420-progressive.jpg", []), ("cmyk.jpg", []),
      ("rgba.png", .transparent), ("rgba-16.png", .transparent), ("la.png", .transparent),
      ("la-16-interlaced.png", .transparent), ("rgb-transparent-colour.png", .transparent),
      ("gray-transparent.png", .transparent), ("palette-transparent.png", .transparent),
      ("rgb-3x3.png", []), ("gray.png", []), ("palette.png", []), ("rgb-interlaced.png", []),
      ("palette-transparent.gif", .transparent), ("palette.gif", []), ("gray.gif", []),
      ("rgba-lossless.webp", .transparent), ("rgba-lossy.webp", .transparent), ("rgb-lossless.webp", []),
      ("rgb-lossy.webp", []), ("rgb-turned.tiff", []),
    ] as [(String, ImageSight)])
  func sights(name: String, sight: ImageSight) throws {
    #expect(
      try ImageFileSource().inspect(fileAt: PixelFixtures.path(name), decodingPixels: false).sight == sight)
  }

  @Test("Every orientation but the upright one turns", arguments: 0...9 as ClosedRange<UInt8>)
  func orientations(orientation: UInt8) throws {
    let jpeg = HandmadeFiles.turning(try PixelFixtures.bytes("rgb.jpg"), orientation: orientation)
    #expect(ImageFormat.jpeg.sight(of: jpeg) == (2...8 ~= orientation ? .turned : []))
  }

  @Test(
    "Cut off anywhere, a file is looked at without harm",
    arguments: ["turned.jpg", "palette-transparent.png", "palette-transparent.gif", "rgba-lossy.webp"])
  func cutOff(name: String) throws {
    let bytes = try PixelFixtures.bytes(name)
    let format = try #require(ImageFormat(of: bytes))
    for count in 0..<min(bytes.count, 2000) { _ = format.sight(of: Array(bytes[..<count])) }
  }
}
