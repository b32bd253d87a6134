import FoundationEssentials
import Glibc

/// A folder that appears under its name only when it is whole: filled beside its place, then renamed into it. Given up
/// before that, it leaves nothing behind.
package final class NewFolder {
  private let name: String
  private let path: String
  private let partial: Partial
  /// Holds the lock on what is being filled.
  private let descriptor: Int32
  /// Of the empty folder that is replaced.
  private var oldMode: mode_t?
  private var isCommitted = false

  /// Removes what killed processes left beside it, too.
  /// - Parameter name: a link is followed.
  /// - Throws: `OutputFault`, also when something other than an empty folder is there.
  package init(path name: String) throws(OutputFault) {
    self.name = name
    path = Self.resolved(FilePath.absolute(name))
    var status = stat()
    if lstat(path, &status) == 0 {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw OutputFault(path: name, reason: "it is there and is no folder that can be read")
      }
      guard names.isEmpty else {
        throw OutputFault(
          path: name, reason: "the folder is not empty", remedy: "remove it or name a new one")
      }
      oldMode = status.st_mode & 0o7777
    }
    let parent = FilePath.folder(of: path)
    Partial.removeAbandoned(inFolder: parent)
    partial = Partial(inFolder: parent)
    guard mkdir(partial.path, 0o777) == 0 else { throw OutputFault(path: name, code: errno) }
    descriptor = open(partial.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    Partial.lock(descriptor)
  }

  deinit {
    if !isCommitted { try? FileManager.default.removeItem(atPath: partial.path) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// A new file in the folder.
  /// - Parameter file: relative; the folders that lead to it are made.
  package func file(_ file: String) throws(OutputFault) -> OutputFile {
    let place = partial.path + "/" + file
    try makeFolders(to: FilePath.folder(of: place))
    return try OutputFile(path: place, reportedAs: name + "/" + file)
  }

  /// Where a file of the folder lies while the folder is not yet in its place, for those who write it themselves.
  package func growing(_ file: String) -> String { partial.path + "/" + file }

  package func holds(_ file: String) -> Bool {
    access(partial.path + "/" + file, F_OK) == 0
  }

  /// Puts the folder in its place. On return it survives the loss of power.
  package func commit() throws(OutputFault) {
    if let oldMode { chmod(partial.path, oldMode) }
    // All at once, which Linux waits for: doing so after each of a million images would take hours.
    sync()
    guard rename(partial.path, path) == 0 else { throw OutputFault(path: name, code: errno) }
    isCommitted = true
    FilePath.synchronize(folder: FilePath.folder(of: path))
  }

  private func makeFolders(to folder: String) throws(OutputFault) {
    guard mkdir(folder, 0o777) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, folder.utf8.count > partial.path.utf8.count else {
      throw OutputFault(path: name, code: errno)
    }
    try makeFolders(to: FilePath.folder(of: folder))
    guard mkdir(folder, 0o777) == 0 else { throw OutputFault(path: name, code: errno) }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
