import Glibc

/// Why a file was not read to its end.
package struct FileReadFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package var description: String { "\(path): cannot be read: \(reason)" }
}

extension SHA256 {
  /// The 32 bytes of the digest of a file of any size, of which one megabyte at a time is in memory. Takes about
  /// 0.6 s a gigabyte that the system has read before. The file is not mapped, as `FileBytes` explains.
  /// - Parameter isCancelled: looked at every megabyte.
  /// - Returns: `nil` when it was cancelled.
  package static func digest(
    ofFileAt path: String, isCancelled: () -> Bool = { false }
  ) throws(FileReadFault) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileReadFault(path: path, reason: FileBytes.SystemError(code: errno).text) }
    defer { close(file) }
    let digest = StreamingDigest()
    let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 20)
    defer { piece.deallocate() }
    while !isCancelled() {
      let count = read(file, piece.baseAddress, piece.count)
      if count == 0 { return digest.finish().bytes }
      if count > 0 {
        digest.update(UnsafeBufferPointer(rebasing: piece[..<count]))
      } else if errno != EINTR {
        throw FileReadFault(path: path, reason: FileBytes.SystemError(code: errno).text)
      }
    }
    return nil
  }
}
