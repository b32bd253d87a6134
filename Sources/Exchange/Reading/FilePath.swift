import FoundationEssentials
import Glibc
import Output

extension FilePath {
  /// What lies in a folder, in the order of the names' bytes.
  static func names(inFolder path: String) throws(ImportFault) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw .unreadable(path: path, reason: "the folder cannot be listed")
    }
  }

  /// Whether a folder itself is there; a link to one is none.
  static func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }

  /// Whether a plain file is there, itself or at the end of a link: a pipe in a folder would be waited for.
  static func isFile(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  /// Whether two plain files hold the same bytes. Cost: that of looking, unless they are equally long.
  static func areEqual(_ first: String, _ second: String) throws(ImportFault) -> Bool {
    let (left, right) = (try InputFile(path: first), try InputFile(path: second))
    guard left.byteCount == right.byteCount else { return false }
    var (leftBytes, rightBytes) = ([UInt8](repeating: 0, count: 65_536), [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = try left.read(into: &leftBytes)
      guard try right.read(into: &rightBytes) == count, leftBytes[..<count] == rightBytes[..<count] else {
        return false
      }
      if count == 0 { return true }
    }
  }
}
