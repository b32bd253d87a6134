import Output
import Preferences

/// How an export names images: from its own place on where they lie below it, or below the folder that its own lies in, so
/// that a folder which moves whole goes on working; by absolute path where they lie elsewhere.
package struct ImagePaths: Hashable, Sendable {
  private let folder: String?
  private let root: String?

  /// All absolute: for an export that lies nowhere.
  package static let absolute = ImagePaths(folder: nil, root: nil)

  /// - Parameters:
  ///   - folder: where the export lies.
  ///   - isWhole: whether a folder is one that moves as a whole, and not one in which everything lies, such as a home.
  package init(from folder: String, isWhole: (String) -> Bool) {
    let folder = FilePath.absolute(folder)
    let parent = FilePath.folder(of: folder)
    self.init(folder: folder, root: isWhole(parent) ? parent : nil)
  }

  private init(folder: String?, root: String?) {
    self.folder = folder
    self.root = root
  }

  func name(of candidate: Candidate) -> String {
    if let folder, let below = FilePath.relative(candidate.path, to: folder) { return below }
    if let root, let beside = FilePath.relative(candidate.path, to: root) { return "../" + beside }
    return candidate.path
  }
}
