import Imaging
import Preferences
import TestSupport
import Testing

@Suite("Decoding images")
struct DecodedImageTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func decode(_ bytes: [UInt8], fitting box: PixelSize? = nil) throws -> DecodedImage {
    try DecodedImage.decode(fileAt: folder.write(bytes, to: "image"), fitting: box)
  }

  private func rgba(_ image: DecodedImage) -> [UInt8] {
    image.withRGBA { Array($0) }
  }

  @Test("PNG gives back the pixels that were written, alpha included")
  func lossless() throws {
    let pixels = Pixels(9, 7) { x, y in [UInt8(x * 20), UInt8(y * 30), 5, UInt8(255 - x)] }
    #expect(rgba(try decode(pixels.encoded(as: .png))) == pixels.rgba)
  }

  @Test("Lossy formats come close", arguments: [WritableImageFormat.jpeg, .webp])
  func lossy(format: WritableImageFormat) throws {
    let pixels = Pixels.gradient(64, 48)
    let decoded = rgba(try decode(pixels.encoded(as: format)))
    #expect(decoded.count == pixels.rgba.count)
    let difference = zip(decoded, pixels.rgba).map { abs(Int($0) - Int($1)) }.reduce(0, +)
    #expect(difference < pixels.rgba.count * 4)
  }

  @Test("Gray and palette PNG, TIFF and GIF become RGBA")
  func kinds() throws {
    let gray = HandmadePNG.file(.gray, rows: [[0, 100], [200, 255]])
    #expect(
      rgba(try decode(gray)) == [0, 100, 200, 255].flatMap { [$0, $0, $0, 255] as [UInt8] })
    let palette = HandmadePNG.file(.palette, rows: [[1, 0]], palette: [1, 2, 3, 4, 5, 6])
    #expect(rgba(try decode(palette)) == [4, 5, 6, 255, 1, 2, 3, 255])
    #expect(rgba(try decode(HandmadeFiles.tiff)).prefix(8) == [0, 0, 0, 255, 14, 14, 14, 255])
    #expect(rgba(try decode(HandmadeFiles.gif)) == [255, 255, 255, 255])
  }

  @Test(
    "Images are scaled down to fit, never up", arguments: WritableImageFormat.allCases,
    [
      ((400, 200), (100, 100), (100, 50)), ((200, 400), (100, 100), (50, 100)),
      ((40, 20), (100, 100), (40, 20)), ((1, 500), (50, 50), (1, 50)), ((500, 1), (50, 50), (50, 1)),
    ])
  func scaled(format: WritableImageFormat, sizes: ((Int, Int), (Int, Int), (Int, Int))) throws {
    let (original, box, expected) = sizes
    let image = try decode(
      Pixels.gradient(original.0, original.1).encoded(as: format),
      fitting: PixelSize(width: box.0, height: box.1))
    #expect(image.size == PixelSize(width: expected.0, height: expected.1))
  }

  @Test("A JPEG scaled down keeps its colours")
  func scaledColors() throws {
    let bytes = try Pixels.plain(256, 256, [200, 40, 90, 255]).encoded(as: .jpeg)
    let decoded = rgba(try decode(bytes, fitting: PixelSize(width: 20, height: 20)))
    #expect(decoded.count == 20 * 20 * 4)
    for (index, value) in decoded.enumerated() {
      #expect(abs(Int(value) - [200, 40, 90, 255][index % 4]) <= 3)
    }
  }

  @Test("An EXIF orientation is applied, and the box is that of the upright image")
  func orientation() throws {
    // Left half dark, right half light; orientation 6 puts the stored left side on top.
    let stored = Pixels(64, 32) { x, _ in x < 32 ? [20, 20, 20, 255] : [230, 230, 230, 255] }
    let bytes = HandmadeFiles.turning(try stored.encoded(as: .jpeg), orientation: 6)
    for (box, size) in [
      (nil, PixelSize(width: 32, height: 64)),
      (PixelSize(width: 100, height: 16), PixelSize(width: 8, height: 16)),
    ] {
      let image = try decode(bytes, fitting: box)
      #expect(image.size == size)
      let pixels = rgba(image)
      #expect(pixels[0] < 60)
      #expect(pixels[pixels.count - 4] > 190)
    }
  }

  @Test("Damaged, truncated and missing files")
  func faults() throws {
    var damaged = try Pixels.noise(64, 64, seed: 3).encoded(as: .png)
    damaged[damaged.count / 2] ^= 0xff
    let failure = #expect(throws: DecodingFailure.self) { try decode(damaged) }
    guard case .fault(.damaged) = failure else {
      Issue.record("\(String(describing: failure)) is not damage")
      return
    }
    #expect(throws: DecodingFailure.fault(.truncated)) { try decode(Array(damaged.dropLast(20))) }
    #expect(throws: DecodingFailure.fault(.missing)) {
      try DecodedImage.decode(fileAt: folder["none"], fitting: nil)
    }
  }

  @Test("Decoding stops at the chunk where it is cancelled")
  func cancelled() throws {
    // More than 256 KiB, so that at least five chunks are fed.
    let path = try folder.write(Pixels.noise(320, 320, seed: 4).encoded(as: .png), to: "image")
    var chunks = 0
    #expect(throws: DecodingFailure.cancelled) {
      try DecodedImage.decode(fileAt: path, fitting: nil) {
        chunks += 1
        return chunks == 3
      }
    }
    #expect(chunks == 3)
  }

  @Test("A file that is not the expected image has changed")
  func changed() throws {
    let bytes = try Pixels.gradient(20, 20).encoded(as: .png)
    let path = try folder.write(bytes, to: "image")
    let image = try DecodedImage.decode(fileAt: path, fitting: nil, expecting: SHA256.digest(of: bytes))
    #expect(image.size == PixelSize(width: 20, height: 20))
    #expect(throws: DecodingFailure.fault(.changed)) {
      try DecodedImage.decode(fileAt: path, fitting: nil, expecting: SHA256.digest(of: []))
    }
  }
}
