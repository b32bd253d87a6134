import Dispatch
import Preferences
import Synchronization

/// Reads image files from disk. Any number of threads may use it at once.
package struct ImageFileSource: ImageSource {
  package init() {}

  /// Reads the file once. Without `decodingPixels` this costs little more than hashing the file.
  ///
  /// The size is the stored one; an EXIF orientation may turn it when the image is shown. In a JPEG, damage
  /// that only changes coded data goes unnoticed: its decoder draws what it can.
  package func inspect(fileAt path: String, decodingPixels: Bool) throws(ImageFault) -> ImageFacts {
    let bytes = try FileBytes.read(path)
    let header = try ImageHeader(of: bytes)
    if decodingPixels {
      let decoder = try ImageDecoder(header.format, fitting: nil)
      try decoder.feed(bytes[...])
      _ = try decoder.finish()
    }
    return ImageFacts(
      image: SHA256.digest(of: bytes), size: header.size, sight: header.format.sight(of: bytes))
  }

  /// On all cores.
  package func inspect(filesAt paths: [String], decodingPixels: Bool) -> [Result<ImageFacts, ImageFault>] {
    let results = Mutex([Result<ImageFacts, ImageFault>](repeating: .failure(.missing), count: paths.count))
    DispatchQueue.concurrentPerform(iterations: paths.count) { index in
      let result = Result { () throws(ImageFault) in
        try inspect(fileAt: paths[index], decodingPixels: decodingPixels)
      }
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0 }
  }
}
