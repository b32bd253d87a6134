import Dispatch
import Imaging
import Preferences
import Synchronization
import TestSupport
import Testing

@Suite("Inspecting image files")
struct ImageFileSourceTests {
  private let source = ImageFileSource()
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func inspect(_ bytes: [UInt8], decodingPixels: Bool = false) throws -> ImageFacts {
    try source.inspect(fileAt: folder.write(bytes, to: "image"), decodingPixels: decodingPixels)
  }

  @Test(
    "Identity and size of each format", arguments: WritableImageFormat.allCases,
    [(7, 5), (1, 1), (1, 500), (500, 1)])
  func formats(format: WritableImageFormat, size: (Int, Int)) throws {
    let bytes = try Pixels.gradient(size.0, size.1).encoded(as: format)
    let facts = ImageFacts(
      image: SHA256.digest(of: bytes), size: PixelSize(width: size.0, height: size.1), sight: [])
    #expect(try inspect(bytes) == facts)
    #expect(try inspect(bytes, decodingPixels: true) == facts)
  }

  @Test("GIF and TIFF")
  func handmade() throws {
    #expect(try inspect(HandmadeFiles.gif, decodingPixels: true).size == PixelSize(width: 1, height: 1))
    #expect(try inspect(HandmadeFiles.tiff, decodingPixels: true).size == PixelSize(width: 3, height: 2))
  }

  @Test("Missing files, folders and files that are no images")
  func noImages() throws {
    #expect(throws: ImageFault.missing) {
      try source.inspect(fileAt: folder["none.png"], decodingPixels: false)
    }
    #expect(throws: ImageFault.unreadable("it is a folder")) {
      try source.inspect(fileAt: folder.path, decodingPixels: false)
    }
    #expect(throws: ImageFault.unreadable("it is not a file")) {
      try source.inspect(fileAt: "/dev/null", decodingPixels: false)
    }
    #expect(throws: ImageFault.truncated) { try inspect([]) }
    #expect(throws: ImageFault.unknownFormat) { try inspect(Array("a cat".utf8)) }
  }

  @Test("A header that promises too many pixels is refused before they are read")
  func tooLarge() {
    let bytes = HandmadePNG.header(width: 30_000, height: 30_000, .gray)
    #expect(throws: ImageFault.tooLarge(PixelSize(width: 30_000, height: 30_000))) { try inspect(bytes) }
  }

  @Test("Damage in mid-file is found when the pixels are decoded")
  func damagedPixels() throws {
    var bytes = try Pixels.noise(64, 64, seed: 1).encoded(as: .png)
    bytes[bytes.count / 2] ^= 0xff
    #expect(try inspect(bytes).size == PixelSize(width: 64, height: 64))
    let fault = #expect(throws: ImageFault.self) { try inspect(bytes, decodingPixels: true) }
    guard case .damaged(let reason) = fault else {
      Issue.record("\(String(describing: fault)) is not damage")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test(
    "All sample images, on several threads at once",
    .enabled(if: !SampleImages.paths.isEmpty, "../shared/hpd-v2-sample is missing"))
  func samples() {
    let paths = SampleImages.paths
    let faults = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: paths.count) { index in
      do {
        let header = try source.inspect(fileAt: paths[index], decodingPixels: false)
        let whole = try source.inspect(fileAt: paths[index], decodingPixels: true)
        if header != whole { faults.withLock { $0.append("\(paths[index]): the readings differ") } }
      } catch {
        faults.withLock { $0.append("\(paths[index]): \(error)") }
      }
    }
    #expect(paths.count == 184)
    #expect(faults.withLock { $0 } == [])
  }
}
