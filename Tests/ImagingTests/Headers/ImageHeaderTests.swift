import Preferences
import Testing

@testable import Imaging

@Suite("Headers and structure of image files")
struct ImageHeaderTests {
  /// A file of each format, and the least part of it that is known to be too short.
  static let files: [(name: String, bytes: [UInt8])] = {
    let pixels = Pixels.gradient(40, 30)
    let written = WritableImageFormat.allCases.compactMap { format in
      (try? pixels.encoded(as: format)).map { (format.rawValue, $0) }
    }
    return written + [("gif", HandmadeFiles.gif), ("tiff", HandmadeFiles.tiff)]
  }()

  @Test("Wherever a file is cut, it is not taken for whole", arguments: files)
  func truncated(name: String, bytes: [UInt8]) throws {
    #expect(try ImageHeader(of: bytes).format.rawValue == name)
    // A TIFF may end in the offset of a next directory, which is not needed.
    let needed = name == "tiff" ? bytes.count - 4 : bytes.count
    for count in 12..<needed {
      #expect(throws: ImageFault.truncated, "\(count) bytes") { try ImageHeader(of: Array(bytes[..<count])) }
    }
  }

  @Test("Bytes after the end are no fault", arguments: files)
  func trailing(name: String, bytes: [UInt8]) throws {
    #expect(try ImageHeader(of: bytes + [0, 1, 2]) == ImageHeader(of: bytes))
  }

  @Test("No change of one byte makes reading crash", arguments: files)
  func changed(name: String, bytes: [UInt8]) {
    var readable = 0
    for index in bytes.indices {
      for value: UInt8 in [0, 0x7f, 0xff] {
        var bytes = bytes
        bytes[index] = value
        if (try? ImageHeader(of: bytes)) != nil { readable += 1 }
      }
    }
    #expect(readable > 0 && readable < bytes.count * 3)
  }

  @Test("A marker where JPEG has none is damage, and told where")
  func strayMarker() throws {
    var bytes = try Pixels.noise(64, 64, seed: 2).encoded(as: .jpeg)
    let middle = bytes.count / 2
    bytes.replaceSubrange(middle..<middle + 2, with: [0xff, 0x01])
    #expect(throws: ImageFault.damaged("an unknown marker stands at byte \(middle)")) {
      try ImageHeader(of: bytes)
    }
  }

  @Test("A PNG whose chunks do not join is damaged")
  func strayChunk() {
    let bytes = HandmadePNG.header(width: 2, height: 2, .gray) + [UInt8](repeating: 0, count: 20)
    #expect(throws: ImageFault.damaged("no chunk begins at byte 33")) { try ImageHeader(of: bytes) }
  }

  @Test("An image without width or height is damaged")
  func empty() {
    #expect(throws: ImageFault.damaged("its width or height is zero")) {
      try ImageHeader(of: HandmadePNG.header(width: 0, height: 2, .gray))
    }
  }

  @Test("WebP's three kinds of first chunk")
  func webp() throws {
    func size(_ kind: String, _ data: [UInt8]) throws -> PixelSize {
      let body = Array("WEBP".utf8) + Array(kind.utf8) + [UInt8(data.count), 0, 0, 0] + data
      return try ImageHeader(of: Array("RIFF".utf8) + [UInt8(body.count), 0, 0, 0] + body).size
    }
    let expected = PixelSize(width: 300, height: 200)
    #expect(try size("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 0x2c, 1, 200, 0]) == expected)
    // 299 in the lower 14 bits, 199 in the next.
    #expect(try size("VP8L", [0x2f, 0x2b, 0xc1, 0x31, 0]) == expected)
    #expect(try size("VP8X", [0, 0, 0, 0, 0x2b, 1, 0, 199, 0, 0]) == expected)
  }
}
