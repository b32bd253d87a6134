import Glibc

/// A file that appears under its name only when it is whole: written beside its place, then renamed into it.
/// What was there before stays until then.
package final class AtomicFile {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isCommitted = false

  /// - Throws: `ExportFault`.
  package init(path: String) throws(ExportFault) {
    let path = FilePath.absolute(path)
    let folder = FilePath.folder(of: path)
    let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
    temporary = (folder == "/" ? "" : folder) + "/.\(FilePath.name(of: path)).\(suffix)"
    self.path = path
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw ExportFault(path: path, reason: String(cString: strerror(errno))) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if descriptor >= 0, !isCommitted { unlink(temporary) }
  }

  package func write(_ bytes: [UInt8]) throws(ExportFault) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        throw fault()
      }
    }
  }

  /// Puts the file in its place. On return it survives the loss of power.
  package func commit() throws(ExportFault) {
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw fault() }
    isCommitted = true
    let folder = open(FilePath.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private func fault() -> ExportFault {
    ExportFault(path: path, reason: String(cString: strerror(errno)))
  }
}

/// The output cannot be written.
package struct ExportFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package var description: String {
    "\(path): cannot be written: \(reason); check the folder or name another --output"
  }
}
