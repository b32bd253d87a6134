import FoundationEssentials
import GRDB
import Glibc
import Preferences

extension SQLiteChoiceStore: RescuableStore {
  package var hasMoved: Bool {
    let file = file
    return file.writer != nil && (try? file.identity.check(at: file.path)) == nil
  }

  /// The open connection still reads the whole database, whatever became of its name, and SQLite copies it from there.
  package func rescue() throws(StoreFault) -> String {
    let lost = file
    guard let writer = lost.writer else { throw .readOnly(path: lost.path) }
    var fault: StoreFault?
    let places = [
      URL(filePath: lost.path).deletingLastPathComponent().path, FileManager.default.currentDirectoryPath,
    ]
    // The folder in which konomi was started may be gone as well, and then has no name.
    for folder in places where !folder.isEmpty {
      let path = Self.freePath(in: folder, like: lost.path)
      do {
        // SQLite would let everybody read what it makes; into an empty file it writes as well.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        try writer.vacuum(into: path)
        go(on: try OpenFile(writing: DatabaseFile(path: path)))
        lost.identity.removeLog()
        return path
      } catch {
        // Half a copy would be taken for a whole one.
        unlink(path)
        fault = fault ?? StoreFault(error, path: path)
      }
    }
    throw fault ?? .moved(path: lost.path, part: .database)
  }

  private static func freePath(in folder: String, like path: String) -> String {
    let name = URL(filePath: path).lastPathComponent
    var number = 1
    func candidate() -> String { "\(folder)/\(name).rescued\(number == 1 ? "" : "-\(number)").db" }
    while FileManager.default.fileExists(atPath: candidate()) { number += 1 }
    return candidate()
  }
}
