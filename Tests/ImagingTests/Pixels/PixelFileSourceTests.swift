import Preferences
import TestSupport
import Testing

@testable import Imaging

@Suite("Pixels as files store them")
struct PixelFileSourceTests {
  @Test(
    "Modes, as Pillow names them",
    arguments: [
      ("rgb-3x3.png", .rgb), ("rgb-16.png", .rgb), ("rgb-transparent-colour.png", .rgb),
      ("rgba.png", .rgba), ("rgba-16.png", .rgba), ("la.png", .la), ("la-16-interlaced.png", .rgba),
      ("gray.png", .l), ("gray-2.png", .l), ("gray-4.png", .l), ("gray-transparent.png", .l),
      ("gray-1.png", .palette), ("gray-16.png", .i16),
      ("palette.png", .palette), ("palette-transparent.png", .palette),
      ("palette.gif", .palette), ("palette-transparent.gif", .palette), ("gray.gif", .palette),
      ("gray.jpg", .l), ("422.jpg", .rgb), ("cmyk.jpg", .cmyk), ("ycck.jpg", .cmyk),
      ("rgb-lossless.webp", .rgb), ("rgba-lossless.webp", .rgba),
      ("rgb.tiff", .rgb), ("palette.tiff", .palette), ("gray-1.tiff", .palette),
    ] as [(String, StoredPixels.Mode)])
  func modes(name: String, mode: StoredPixels.Mode) throws {
    #expect(try PixelFileSource.pixels(in: PixelFixtures.bytes(name)).mode == mode)
  }

  @Test("The identity is that of the file, which is not turned as its EXIF data asks")
  func identity() throws {
    let (image, pixels) = try PixelFileSource().pixels(fileAt: PixelFixtures.path("turned.jpg"))
    #expect(image == SHA256.digest(of: try PixelFixtures.bytes("turned.jpg")))
    #expect(pixels.size == PixelSize(width: 120, height: 60))
    #expect(pixels.samples.count == 120 * 60 * 3)
  }

  @Test("Samples of a palette are its colours, and black beyond its end")
  func palette() throws {
    let bytes = HandmadePNG.file(.palette, rows: [[1, 0, 2]], palette: [10, 20, 30, 40, 50, 60])
    let pixels = try PixelFileSource.pixels(in: bytes)
    #expect(pixels.samples == [40, 50, 60, 10, 20, 30, 0, 0, 0])
  }

  @Test("Gray of 16 bits keeps both bytes, the low one first")
  func sixteenBits() throws {
    let low = try PixelFileSource.pixels(in: PixelFixtures.bytes("gray-16-low.png")).samples
    let values = stride(from: 0, to: low.count, by: 2).map { Int(low[$0]) | Int(low[$0 + 1]) << 8 }
    #expect(values.max() == 299)
    #expect(values.min() == 0)
  }

  @Test("Ink is 0 where there is none")
  func ink() throws {
    let pixels = try PixelFileSource.pixels(in: PixelFixtures.bytes("cmyk.jpg"))
    #expect(pixels.size == PixelSize(width: 70, height: 90))
    // By Pillow's getpixel((35, 0)).
    for (sample, wanted) in zip(pixels.samples[4 * 35..<4 * 36], [20, 16, 0, 255]) {
      #expect(abs(Int(sample) - wanted) <= 1)
    }
  }

  @Test("Missing files, folders and files that are no images")
  func noImages() throws {
    let source = PixelFileSource()
    #expect(throws: ImageFault.missing) { try source.pixels(fileAt: "/nonexistent.png") }
    #expect(throws: ImageFault.unreadable("it is a folder")) { try source.pixels(fileAt: "/tmp") }
    #expect(throws: ImageFault.unknownFormat) { try PixelFileSource.pixels(in: Array("a cat".utf8)) }
    #expect(throws: ImageFault.truncated) { try PixelFileSource.pixels(in: []) }
  }
}
