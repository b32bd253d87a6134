import FoundationEssentials

/// Places that tests read from.
package enum RepositoryPaths {
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Real data beside the repository; tests that need it are skipped where it is missing.
  package static let shared = root.appending(path: "../shared").standardizedFileURL

  package static func sharedFolder(_ name: String) -> String? {
    let path = shared.appending(path: name).path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
