import FoundationEssentials

/// Paths as text, without asking the file system what is there.
package enum FilePath {
  /// Absolute, without `.`, `..` and double slashes. Links are not followed.
  package static func absolute(_ path: String, from folder: String? = nil) -> String {
    let isAbsolute = path.utf8.first == slash
    let start = isAbsolute ? "" : (folder ?? FileManager.default.currentDirectoryPath) + "/"
    var parts: [String] = []
    for part in Self.parts(of: start + path) where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  package static func folder(of path: String) -> String {
    "/" + parts(of: path).dropLast().joined(separator: "/")
  }

  package static func name(of path: String) -> String {
    parts(of: path).last ?? path
  }

  /// The part of `path` below `folder`, or `nil` when it lies elsewhere.
  package static func relative(_ path: String, to folder: String) -> String? {
    let prefix = folder == "/" ? folder : folder + "/"
    guard path.utf8.starts(with: prefix.utf8), path.utf8.count > prefix.utf8.count else { return nil }
    return String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  private static let slash = UInt8(ascii: "/")

  /// Cut at bytes: a slash and a combining mark after it are one `Character`.
  private static func parts(of path: String) -> [String] {
    path.utf8.split(separator: slash).map { String(decoding: $0, as: UTF8.self) }
  }
}
