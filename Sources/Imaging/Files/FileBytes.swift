import Glibc
import Preferences

/// Whole files in and out of memory.
enum FileBytes {
  /// Why the operating system did not do it.
  struct SystemError: Error {
    let code: Int32

    var text: String { String(cString: strerror(code)) }
  }

  /// A hundred megapixels of the widest kind, uncompressed, are still less.
  static let countLimit = 1 << 30

  /// Reads a file. It is not mapped: a mapped file that another program shortens ends this one.
  static func read(_ path: String) throws(ImageFault) -> [UInt8] {
    // Without O_NONBLOCK a pipe that nobody writes to would never open.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(SystemError(code: errno).text)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(SystemError(code: errno).text) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .unreadable("it is a folder")
    default: throw .unreadable("it is not a file")
    }
    guard status.st_size <= countLimit else {
      throw .unreadable("it is larger than \(countLimit >> 20) MiB")
    }

    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let part = Glibc.read(file, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if part > 0 {
          count += part
        } else if part == 0 {
          break
        } else if errno != EINTR {
          failure = SystemError(code: errno)
          break
        }
      }
    }
    if let failure { throw .unreadable(failure.text) }
    return bytes
  }

  /// Writes a file, replacing what stands there.
  static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw SystemError(code: errno) }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let part = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if part >= 0 {
        written += part
      } else if errno != EINTR {
        throw SystemError(code: errno)
      }
    }
  }
}
