import FoundationEssentials
import Glibc

/// A folder that appears under its name only when it is whole: filled beside its place, then renamed into it. Given up
/// before that, it leaves nothing behind.
final class AtomicFolder {
  private let path: String
  private let temporary: String
  private var isCommitted = false

  /// - Throws: `ExportFault`, also when something other than an empty folder is there.
  init(path: String) throws(ExportFault) {
    let path = FilePath.absolute(path)
    self.path = path
    temporary = FilePath.temporary(beside: path)
    if let names = try? FileManager.default.contentsOfDirectory(atPath: path) {
      if !names.isEmpty { throw ExportFault(path: path, reason: "the folder is not empty") }
    } else if access(path, F_OK) == 0 {
      throw ExportFault(path: path, reason: "it is there and is no folder that can be read")
    }
    guard mkdir(temporary, 0o777) == 0 else { throw ExportFault(path: path, code: errno) }
  }

  deinit {
    if !isCommitted { try? FileManager.default.removeItem(atPath: temporary) }
  }

  /// A new file in the folder.
  /// - Parameter name: relative; the folders that lead to it are made.
  func file(_ name: String) throws(ExportFault) -> OutputFile {
    let place = temporary + "/" + name
    try makeFolders(to: FilePath.folder(of: place))
    return try OutputFile(path: place, reportedAs: path + "/" + name)
  }

  func holds(_ name: String) -> Bool {
    access(temporary + "/" + name, F_OK) == 0
  }

  /// Puts the folder in its place. On return it survives the loss of power.
  func commit() throws(ExportFault) {
    // All at once, which Linux waits for: doing so after each of a million images would take hours.
    sync()
    guard rename(temporary, path) == 0 else { throw ExportFault(path: path, code: errno) }
    isCommitted = true
    FilePath.synchronize(folder: FilePath.folder(of: path))
  }

  private func makeFolders(to folder: String) throws(ExportFault) {
    guard mkdir(folder, 0o777) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, folder.utf8.count > temporary.utf8.count else {
      throw ExportFault(path: path, code: errno)
    }
    try makeFolders(to: FilePath.folder(of: folder))
    guard mkdir(folder, 0o777) == 0 else { throw ExportFault(path: path, code: errno) }
  }
}
