import TestSupport

extension TemporaryFolder {
  /// Files that `ContentImages` takes for images; each holds its own name.
  func writeImages(_ names: String..., in folder: String = "") throws {
    for name in names { try write("image " + name, to: folder + name) }
  }
}
