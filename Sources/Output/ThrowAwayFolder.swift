import FoundationEssentials
import Glibc

/// A folder for nobody else, that goes with the value; what a killed process left goes when the next is made.
package final class ThrowAwayFolder {
  package let path: String
  private let descriptor: Int32

  /// - Parameter folder: where it is made.
  /// - Throws: `OutputFault`.
  package init(inFolder folder: String = FileManager.default.temporaryDirectory.path) throws(OutputFault) {
    let folder = FilePath.absolute(folder)
    Partial.removeAbandoned(inFolder: folder)
    path = Partial(inFolder: folder).path
    guard mkdir(path, 0o700) == 0 else { throw OutputFault(path: path, code: errno) }
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    Partial.lock(descriptor)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    if descriptor >= 0 { close(descriptor) }
  }

  package subscript(name: String) -> String { path + "/" + name }
}
