import FoundationEssentials
import Output

/// What an import path stands for: the files to read, in order, each with its format.
package struct ImportPlan: Hashable, Sendable {
  package struct Source: Hashable, Sendable {
    /// Absolute; a file, or for the format `folder` the top of the tree.
    package let path: String
    package let format: ImportFormat
  }

  /// Never empty.
  package let sources: [Source]
  /// Files of the folder that might have been manifests but are in no known format.
  package let passedOver: [String]

  /// Looks at the first rows of each file it may read.
  ///
  /// A folder stands for the `*.json` and `*.jsonl` directly in it, in the order of their names, or, where
  /// none is in a known format, for a tree of folders with a `prompt.txt` each.
  /// - Parameter format: taken as given instead of being detected.
  /// - Throws: `ImportFault`.
  package init(at path: String, format: ImportFormat? = nil) throws(ImportFault) {
    let path = FilePath.absolute(path)
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path: path)
    }
    if isFolder {
      try self.init(folder: path, format: format)
    } else {
      try self.init(file: path, format: format)
    }
  }

  private init(sources: [Source], passedOver: [String] = []) {
    self.sources = sources
    self.passedOver = passedOver
  }

  private init(file: String, format: ImportFormat?) throws(ImportFault) {
    if format == .folder { throw .notAFolder(path: file) }
    guard let format = try Self.format(of: file, given: format) else {
      throw .unknownFormat(path: file)
    }
    self.init(sources: [Source(path: file, format: format)])
  }

  private init(folder: String, format: ImportFormat?) throws(ImportFault) {
    if format == .folder {
      self.init(sources: [Source(path: folder, format: .folder)])
      return
    }
    var sources: [Source] = []
    var passedOver: [String] = []
    for file in try Self.manifests(in: folder, format: format) {
      if let found = try Self.format(of: file, given: format) {
        sources.append(Source(path: file, format: found))
      } else {
        passedOver.append(file)
      }
    }
    if sources.isEmpty {
      if let format { throw .noManifest(path: folder, format: format) }
      guard try PromptFolders.areFound(under: folder) else { throw .nothingInFolder(path: folder) }
      sources = [Source(path: folder, format: .folder)]
    }
    self.init(sources: sources, passedOver: passedOver)
  }

  private static func format(
    of file: String, given format: ImportFormat?
  ) throws(ImportFault) -> ImportFormat? {
    if let format { return format }
    return try ImportFormat.detect(inFile: file)
  }

  private static func manifests(in folder: String, format: ImportFormat?) throws(ImportFault) -> [String] {
    let endings =
      switch format {
      case nil: [".json", ".jsonl"]
      case .jsonl: [".jsonl"]
      case .hpdV1, .hpdV2Test, .hpdV2Train, .folder: [".json"]
      }
    let names = try FilePath.names(inFolder: folder)
    return names.filter { name in endings.contains { name.lowercased().hasSuffix($0) } }
      .map { folder + "/" + $0 }.filter { !FilePath.isFolder($0) }
  }
}
