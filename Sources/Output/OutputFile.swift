import Glibc

/// A file that is written from front to back. Owns the descriptor.
package final class OutputFile {
  let descriptor: Int32
  private let reportedPath: String

  /// A new one.
  /// - Parameter reportedPath: what a person knows the file by, where that is not where it is written.
  /// - Throws: `OutputFault`, also when there is such a file.
  package init(path: String, reportedAs reportedPath: String) throws(OutputFault) {
    self.reportedPath = reportedPath
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputFault(path: reportedPath, code: errno) }
  }

  /// - Parameter descriptor: open for writing; is closed with the file.
  init(owning descriptor: Int32, reportedAs reportedPath: String) {
    self.descriptor = descriptor
    self.reportedPath = reportedPath
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  package func write(_ bytes: some Sequence<UInt8>) throws(OutputFault) {
    func put(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
      Descriptor.write(UnsafeRawBufferPointer(bytes), to: descriptor)
    }
    let code = bytes.withContiguousStorageIfAvailable(put) ?? Array(bytes).withUnsafeBufferPointer(put)
    if code != 0 { throw OutputFault(path: reportedPath, code: code) }
  }

  /// On return what was written survives the loss of power.
  func synchronize() throws(OutputFault) {
    guard fsync(descriptor) == 0 else { throw OutputFault(path: reportedPath, code: errno) }
  }
}
