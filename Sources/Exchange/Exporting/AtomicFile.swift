import Glibc

/// A file that appears under its name only when it is whole: written beside its place, then renamed into it.
/// What was there before stays until then.
package final class AtomicFile {
  private let path: String
  private let temporary: String
  private let file: OutputFile
  private var isCommitted = false

  /// - Throws: `ExportFault`.
  package init(path: String) throws(ExportFault) {
    let path = FilePath.absolute(path)
    let temporary = FilePath.temporary(beside: path)
    file = try OutputFile(path: temporary, reportedAs: path)
    self.path = path
    self.temporary = temporary
  }

  deinit {
    if !isCommitted { unlink(temporary) }
  }

  package func write(_ bytes: [UInt8]) throws(ExportFault) {
    try file.write(bytes)
  }

  /// Puts the file in its place. On return it survives the loss of power.
  package func commit() throws(ExportFault) {
    try file.synchronize()
    guard rename(temporary, path) == 0 else { throw ExportFault(path: path, code: errno) }
    isCommitted = true
    FilePath.synchronize(folder: FilePath.folder(of: path))
  }
}

extension FilePath {
  /// A hidden name in the same folder that nothing else has.
  static func temporary(beside path: String) -> String {
    let folder = folder(of: path)
    let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
    return (folder == "/" ? "" : folder) + "/.\(name(of: path)).\(suffix)"
  }

  /// Makes what was renamed in a folder survive the loss of power, as far as the file system knows how.
  static func synchronize(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
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
