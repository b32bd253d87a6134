import Glibc

/// A file of a tokenizer, read as a whole.
enum TableFile {
  /// Thirty times what the largest tokenizers of CLIPs take.
  private static let sizeLimit = 64 << 20

  static func contents(_ path: String) throws(TokenizerFault) -> [UInt8] {
    // Without O_NONBLOCK a pipe that nobody writes to would never open.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing(file: path) : .unreadable(file: path, reason: lastError())
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(file: path, reason: lastError()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(file: path, reason: "it is not a file")
    }
    guard status.st_size <= sizeLimit else {
      throw .unreadable(file: path, reason: "it is larger than \(sizeLimit >> 20) MiB, which no tokenizer is")
    }

    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var length = 0
    while length < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress! + length, $0.count - length)
      }
      if count < 0 {
        guard errno == EINTR else { throw .unreadable(file: path, reason: lastError()) }
      } else if count == 0 {
        break
      } else {
        length += count
      }
    }
    bytes.removeSubrange(length...)
    return bytes
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}
