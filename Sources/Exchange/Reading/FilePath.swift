import FoundationEssentials
import Glibc

/// Paths as text, without asking the file system what is there.
enum FilePath {
  /// Absolute, without `.`, `..` and double slashes. Links are not followed.
  static func absolute(_ path: String, from folder: String? = nil) -> String {
    let isAbsolute = path.utf8.first == slash
    let start = isAbsolute ? "" : (folder ?? FileManager.default.currentDirectoryPath) + "/"
    var parts: [String] = []
    for part in Self.parts(of: start + path) where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  static func folder(of path: String) -> String {
    "/" + parts(of: path).dropLast().joined(separator: "/")
  }

  static func name(of path: String) -> String {
    parts(of: path).last ?? path
  }

  /// The part of `path` below `folder`, or `nil` when it lies elsewhere.
  static func relative(_ path: String, to folder: String) -> String? {
    let prefix = folder == "/" ? folder : folder + "/"
    guard path.utf8.starts(with: prefix.utf8), path.utf8.count > prefix.utf8.count else { return nil }
    return String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  private static let slash = UInt8(ascii: "/")

  /// Cut at bytes: a slash and a combining mark after it are one `Character`.
  private static func parts(of path: String) -> [String] {
    path.utf8.split(separator: slash).map { String(decoding: $0, as: UTF8.self) }
  }

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
}
