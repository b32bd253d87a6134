import Glibc

/// A new file that is written from front to back. Owns the descriptor.
final class OutputFile {
  private let descriptor: Int32
  private let reportedPath: String

  /// - Parameter reportedPath: what a person knows the file by, where that is not where it is written.
  /// - Throws: `ExportFault`, also when there is such a file.
  init(path: String, reportedAs reportedPath: String) throws(ExportFault) {
    self.reportedPath = reportedPath
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw ExportFault(path: reportedPath, code: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func write(_ bytes: some Sequence<UInt8>) throws(ExportFault) {
    let code = bytes.withContiguousStorageIfAvailable(write) ?? Array(bytes).withUnsafeBufferPointer(write)
    if code != 0 { throw ExportFault(path: reportedPath, code: code) }
  }

  /// On return what was written survives the loss of power.
  func synchronize() throws(ExportFault) {
    guard fsync(descriptor) == 0 else { throw ExportFault(path: reportedPath, code: errno) }
  }

  /// - Returns: 0, or why the operating system did not do it.
  private func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    var rest = UnsafeRawBufferPointer(bytes)[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

extension ExportFault {
  init(path: String, code: Int32) {
    self.init(
      path: path,
      reason: code == ENOSPC || code == EDQUOT ? "the disk is full" : String(cString: strerror(code)))
  }
}
