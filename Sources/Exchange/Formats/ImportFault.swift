/// Why a path cannot be imported at all. A row that cannot is a `RejectedRow`.
package enum ImportFault: Error, Hashable, Sendable {
  case missing(path: String)
  case unreadable(path: String, reason: String)
  /// A folder where a file is needed, or a device.
  case notReadable(path: String, what: String)
  case unknownFormat(path: String, what: String, remedy: String)
  /// - Parameter seen: a file there that could not be read, and what it is.
  case nothingInFolder(path: String, seen: String?)
  case noManifest(path: String, format: ImportFormat)
  case notAFolder(path: String)
  /// A pipe in which no row ends.
  case endlessRow(path: String, limit: Int)
  case noWriter(path: String, waited: Duration)
  /// By the person, while a pipe was waited for.
  case interrupted(path: String)
}

extension ImportFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path):
      "\(path): no such file or folder; check the path"
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason); check its permissions"
    case .notReadable(let path, let what):
      "\(path): \(what), and no rows are read from that; name a file, a folder or a pipe"
    case .unknownFormat(let path, let what, let remedy):
      "\(path): \(what); \(remedy)"
    case .nothingInFolder(let path, let seen):
      """
      \(path): nothing to import; looked for *.json and *.jsonl in a known format and for folders with a \
      prompt.txt; \(seen.map { $0 + "; " } ?? "")name a file, or the format with --format
      """
    case .noManifest(let path, let format):
      """
      \(path): no file of the format \(format.rawValue) in this folder; looked for \
      \(format == .jsonl ? "*.jsonl" : "*.json"); name the file itself or another --format
      """
    case .notAFolder(let path):
      "\(path): not a folder, which the format folder needs; name the folder or another --format"
    case .endlessRow(let path, let limit):
      "\(path): no row ends within \(limit >> 20) MiB, which is longer than any row may be; check what comes out of it"
    case .noWriter(let path, let waited):
      "\(path): nobody has written into this pipe for \(waited.components.seconds) s; start what fills it first"
    case .interrupted(let path):
      "\(path): stopped while waiting for rows"
    }
  }
}
