import FoundationEssentials
import Preferences
import Synchronization
import TestSupport

/// An image source without a decoder: any file is an image of 8×8 pixels, known by a hash of its bytes, unless it
/// begins with `damaged` or is empty. Counts how often each file was read.
final class ContentImages: ImageSource {
  private let reads = Mutex([String: Int]())

  var readCounts: [String: Int] { reads.withLock { $0 } }

  func inspect(fileAt path: String, decodingPixels: Bool) throws(ImageFault) -> ImageFacts {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .missing }
    reads.withLock { $0[path, default: 0] += 1 }
    let bytes = [UInt8](data)
    if bytes.isEmpty { throw .truncated }
    if bytes.starts(with: "damaged".utf8) { throw .damaged("a test says so") }
    return ImageFacts(image: Self.image(of: bytes), size: PixelSize(width: 8, height: 8))
  }

  static func image(of bytes: [UInt8]) -> ImageID {
    let first = SipHash(key: (1, 2))(bytes)
    let second = SipHash(key: (3, 4))(bytes)
    let words = [first.high, first.low, second.high, second.low]
    let image = ImageID(bytes: words.flatMap { word in (0..<8).map { UInt8(word >> (56 - 8 * $0) & 0xff) } })
    return image ?? ImageID.zero
  }

  /// The identity of an image written by `TemporaryFolder.writeImages`.
  static func image(named name: String) -> ImageID { image(of: Array(("image " + name).utf8)) }
}

extension ImageID {
  fileprivate static var zero: ImageID {
    guard let image = ImageID(bytes: [UInt8](repeating: 0, count: 32)) else { preconditionFailure() }
    return image
  }
}
