import Imaging
import Testing

@Suite("Writing image files")
struct ImageFileWriterTests {
  private let pixels = [UInt8](repeating: 128, count: 4 * 6 * 5)

  @Test(
    "Every format starts with its signature",
    arguments: [
      (WritableImageFormat.png, [0x89, 0x50, 0x4e, 0x47]), (.jpeg, [0xff, 0xd8, 0xff]),
      (.webp, [0x52, 0x49, 0x46, 0x46]),
    ] as [(WritableImageFormat, [UInt8])])
  func signature(format: WritableImageFormat, signature: [UInt8]) throws {
    let bytes = try ImageFileWriter.encode(rgba: pixels, width: 6, height: 5, format: format)
    #expect(bytes.starts(with: signature))
  }

  @Test("Pixels that do not fill the size are refused")
  func wrongCount() {
    #expect(throws: ImageFileWriter.EncodingFault(text: "120 bytes are not 6×6 RGBA pixels")) {
      try ImageFileWriter.encode(rgba: pixels, width: 6, height: 6, format: .png)
    }
  }

  @Test("A folder that is missing is named in the error")
  func missingFolder() {
    let path = "/nonexistent/a.png"
    #expect(throws: ImageWriteFault(path: path, reason: "No such file or directory")) {
      try ImageFileWriter.write(rgba: pixels, width: 6, height: 5, format: .png, to: path)
    }
  }
}
