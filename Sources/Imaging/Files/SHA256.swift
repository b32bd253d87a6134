import CImaging
import Preferences

/// SHA-256 by OpenSSL, which uses the processor's instructions for it.
package enum SHA256 {
  /// The identity of a file of these bytes. About 0.5 ms a megabyte.
  package static func digest(of bytes: [UInt8]) -> ImageID {
    let digest = StreamingDigest()
    digest.update(bytes[...])
    return digest.finish()
  }

  /// The 32 bytes of the digest of gigabytes, such as a mapped file.
  /// - Parameter isCancelled: looked at every megabyte.
  /// - Returns: `nil` when it was cancelled.
  package static func digest(of bytes: UnsafeRawBufferPointer, isCancelled: () -> Bool) -> [UInt8]? {
    let digest = StreamingDigest()
    let bytes = bytes.bindMemory(to: UInt8.self)
    for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
      if isCancelled() { return nil }
      digest.update(UnsafeBufferPointer(rebasing: bytes[start..<min(start + 1 << 20, bytes.count)]))
    }
    return digest.finish().bytes
  }
}

/// SHA-256 of bytes that arrive piece by piece.
final class StreamingDigest {
  private let handle = imaging_digest_new()

  deinit {
    imaging_digest_free(handle)
  }

  func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { update($0) }
  }

  func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    imaging_digest_update(handle, start, bytes.count)
  }

  /// Call it once, at the end.
  func finish() -> ImageID {
    let sum = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      imaging_digest_finish(handle, start)
      count = 32
    }
    guard let image = ImageID(bytes: sum) else { preconditionFailure("SHA-256 has 32 bytes") }
    return image
  }
}
