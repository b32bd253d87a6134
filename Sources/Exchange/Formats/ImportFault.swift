/// Why a path cannot be imported at all. A row that cannot is a `RejectedRow`.
package enum ImportFault: Error, Hashable, Sendable {
  case missing(path: String)
  case unreadable(path: String, reason: String)
  case unknownFormat(path: String)
  case nothingInFolder(path: String)
  case noManifest(path: String, format: ImportFormat)
  case notAFolder(path: String)
}

extension ImportFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path):
      "\(path): no such file or folder; check the path"
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason); check its permissions"
    case .unknownFormat(let path):
      """
      \(path): in no known format; looked for rows with "candidates" (jsonl), "image_path" (hpd-v2-test) or \
      "human_preference" (hpd-v1, hpd-v2-train); name the format with --format
      """
    case .nothingInFolder(let path):
      """
      \(path): nothing to import; looked for *.json and *.jsonl in a known format and for folders with a \
      prompt.txt; name a file, or the format with --format
      """
    case .noManifest(let path, let format):
      """
      \(path): no file of the format \(format.rawValue) in this folder; looked for \
      \(format == .jsonl ? "*.jsonl" : "*.json"); name the file itself or another --format
      """
    case .notAFolder(let path):
      "\(path): not a folder, which the format folder needs; name the folder or another --format"
    }
  }
}
