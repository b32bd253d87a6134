import Preferences
import TestSupport
import Testing

@testable import Imaging

@Suite("Pixels of broken files")
struct HostilePixelsTests {
  @Test(
    "A file that ends anywhere early is a fault",
    arguments: ["420-progressive.jpg", "gray.png", "palette.gif"])
  func truncated(name: String) throws {
    let bytes = try PixelFixtures.bytes(name)
    for count in stride(from: 0, to: bytes.count - 1, by: max(1, bytes.count / 40)) {
      #expect(throws: ImageFault.self) { try PixelFileSource.pixels(in: Array(bytes[..<count])) }
    }
  }

  @Test("The decoders themselves notice an early end, too", arguments: [ImageFormat.jpeg, .png])
  func truncatedInside(format: ImageFormat) throws {
    let bytes = try PixelFixtures.bytes(format == .jpeg ? "422.jpg" : "rgb-300x200.png")
    for share in 1...9 {
      let part = Array(bytes[..<(bytes.count * share / 10)])
      #expect(throws: ImageFault.self) { try SampleReader.pixels(in: part, format: format) }
    }
  }

  @Test("60,000 × 60,000 pixels are refused before there is memory for them")
  func tooLarge() throws {
    let size = PixelSize(width: 60_000, height: 60_000)
    var jpeg = try PixelFixtures.bytes("gray.jpg")
    let frame = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xea, 0x60, 0xea, 0x60])
    #expect(throws: ImageFault.tooLarge(size)) { try PixelFileSource.pixels(in: jpeg) }
    #expect(throws: ImageFault.damaged("it holds more pixels than its header says")) {
      try SampleReader.pixels(in: jpeg, format: .jpeg)
    }
    let png = HandmadePNG.header(width: 60_000, height: 60_000, .gray) + PixelFixtures.pngWithoutPixels
    #expect(throws: ImageFault.tooLarge(size)) { try PixelFileSource.pixels(in: png) }
    #expect(throws: ImageFault.damaged("it holds more pixels than its header says")) {
      try SampleReader.pixels(in: png, format: .png)
    }
  }

  @Test("Sizes of zero are faults")
  func empty() throws {
    var gif = try PixelFixtures.bytes("gray.gif")
    gif.replaceSubrange(6..<10, with: [0, 0, 0, 0])
    #expect(throws: ImageFault.damaged("its width or height is zero")) { try PixelFileSource.pixels(in: gif) }
    let png = HandmadePNG.header(width: 0, height: 5, .gray) + PixelFixtures.pngWithoutPixels
    #expect(throws: ImageFault.self) { try SampleReader.pixels(in: png, format: .png) }
  }

  @Test("A palette image without a palette, and a JPEG of 12 bits")
  func missingParts() throws {
    #expect(throws: ImageFault.self) {
      try PixelFileSource.pixels(in: HandmadePNG.file(.palette, rows: [[1, 0]]))
    }
    var jpeg = try PixelFixtures.bytes("gray.jpg")
    let frame = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 })
    jpeg[frame + 4] = 12
    #expect(throws: ImageFault.self) { try PixelFileSource.pixels(in: jpeg) }
  }

  @Test("Bytes changed at random give pixels or a fault", arguments: PixelFixtures.imageNames)
  func mutated(name: String) throws {
    let original = try PixelFixtures.bytes(name)
    guard original.count < 12_000 else { return }
    var random = SeededSource(seed: UInt64(original.count))
    for _ in 0..<30 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      do {
        let pixels = try PixelFileSource.pixels(in: bytes)
        #expect(pixels.samples.count == pixels.size.width * pixels.size.height * pixels.mode.samplesPerPixel)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}
