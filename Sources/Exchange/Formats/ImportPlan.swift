import FoundationEssentials
import Glibc
import Output

/// What an import path stands for: the files to read, in order, each with its format.
package struct ImportPlan: Equatable {
  package struct Source: Equatable {
    /// As messages name it: absolute, `standard input`, or for the format `folder` the top of the tree.
    package let path: String
    package let format: ImportFormat
    /// Where image names that are relative start.
    let folder: String
    /// A pipe whose front has been looked at; it can be read once.
    let pipe: InputFile?

    init(path: String, format: ImportFormat, folder: String? = nil, pipe: InputFile? = nil) {
      self.path = path
      self.format = format
      self.folder = folder ?? FilePath.folder(of: path)
      self.pipe = pipe
    }

    func opened() throws(ImportFault) -> InputFile {
      if let pipe { return pipe }
      return try InputFile(path: path)
    }

    package static func == (left: Source, right: Source) -> Bool {
      left.path == right.path && left.format == right.format && left.pipe === right.pipe
    }
  }

  /// Files of a folder that might have been manifests but are in no known format.
  package struct PassedOver: Equatable, CustomStringConvertible {
    package let path: String
    package let what: String

    package var description: String { "\(path): \(what)" }
  }

  /// Never empty.
  package let sources: [Source]
  package let passedOver: [PassedOver]

  /// Looks at the first rows of each file it may read.
  ///
  /// A folder stands for the `*.json` and `*.jsonl` directly in it, in the order of their names, or, where
  /// none is in a known format, for a tree of folders with a `prompt.txt` each.
  /// - Parameter path: `-` is standard input.
  /// - Parameter format: taken as given instead of being detected.
  /// - Parameter waiting: for a pipe.
  /// - Throws: `ImportFault`.
  package init(
    at path: String, format: ImportFormat? = nil, waiting: InputWaiting = InputWaiting()
  ) throws(ImportFault) {
    if InputFile.inheritedDescriptor(path) != nil {
      try self.init(pipe: path, format: format, waiting: waiting)
      return
    }
    let path = FilePath.absolute(path)
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .missing(path: path) }
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    switch facts.st_mode & S_IFMT {
    case S_IFDIR: try self.init(folder: path, format: format)
    case S_IFREG: try self.init(file: path, format: format)
    default: try self.init(pipe: path, format: format, waiting: waiting)
    }
  }

  private init(sources: [Source], passedOver: [PassedOver] = []) {
    self.sources = sources
    self.passedOver = passedOver
  }

  private init(file: String, format: ImportFormat?) throws(ImportFault) {
    if format == .folder { throw .notAFolder(path: file) }
    let format = try Self.format(of: InputFile(path: file), given: format)
    self.init(sources: [Source(path: file, format: format)])
  }

  private init(pipe path: String, format: ImportFormat?, waiting: InputWaiting) throws(ImportFault) {
    if format == .folder { throw .notAFolder(path: path) }
    let pipe = try InputFile(path: path, waiting: waiting)
    let found = try Self.format(of: pipe, given: format)
    pipe.rewind()
    // What comes through a pipe of the shell's lies nowhere: its images are named from where the command is given.
    let isOfShell = InputFile.inheritedDescriptor(path) != nil
    let folder = isOfShell ? FilePath.absolute(".") : FilePath.folder(of: path)
    self.init(sources: [Source(path: pipe.path, format: found, folder: folder, pipe: pipe)])
  }

  private init(folder: String, format: ImportFormat?) throws(ImportFault) {
    if format == .folder {
      self.init(sources: [Source(path: folder, format: .folder, folder: folder)])
      return
    }
    var sources: [Source] = []
    var passedOver: [PassedOver] = []
    for file in try Self.manifests(in: folder, format: format) {
      switch try FirstLook(at: InputFile(path: file), given: format) {
      case .known(let format):
        if let twin = try Self.twin(of: file, among: sources) {
          passedOver.append(PassedOver(path: file, what: "the same bytes as \(twin.path)"))
          continue
        }
        sources.append(Source(path: file, format: format))
      case .foreign(let foreign): passedOver.append(PassedOver(path: file, what: foreign.what))
      }
    }
    if sources.isEmpty {
      if let format { throw .noManifest(path: folder, format: format) }
      guard try PromptFolders.areFound(under: folder) else {
        let stranger = try Self.stranger(in: folder)
        throw .nothingInFolder(path: folder, seen: passedOver.first?.description ?? stranger)
      }
      sources = [Source(path: folder, format: .folder, folder: folder)]
    }
    self.init(sources: sources, passedOver: passedOver)
  }

  private static func format(
    of file: InputFile, given format: ImportFormat?
  ) throws(ImportFault) -> ImportFormat {
    switch try FirstLook(at: file, given: format) {
    case .known(let format): return format
    case .foreign(let foreign):
      throw .unknownFormat(path: file.path, what: foreign.what, remedy: foreign.remedy(for: file.path))
    }
  }

  /// A copy would count every vote twice.
  private static func twin(of file: String, among sources: [Source]) throws(ImportFault) -> Source? {
    for source in sources {
      if try FilePath.areEqual(source.path, file) { return source }
    }
    return nil
  }

  private static func manifests(in folder: String, format: ImportFormat?) throws(ImportFault) -> [String] {
    let endings =
      switch format {
      case nil: [".json", ".jsonl"]
      case .jsonl: [".jsonl"]
      case .hpdV1, .hpdV2Test, .hpdV2Train, .folder: [".json"]
      }
    return try files(in: folder) { name in endings.contains { name.lowercased().hasSuffix($0) } }
  }

  /// A file of another kind, such as `train.parquet`, that somebody may have hoped would be read.
  private static func stranger(in folder: String) throws(ImportFault) -> String? {
    let endings = [".parquet", ".arrow", ".csv", ".tsv", ".gz", ".zst", ".zip", ".tar"]
    for path in try files(in: folder, where: { name in endings.contains { name.lowercased().hasSuffix($0) } })
    {
      if let file = try? InputFile(path: path), case .foreign(let foreign)? = try? FirstLook(at: file) {
        return "\(path): \(foreign.what)"
      }
    }
    return nil
  }

  private static func files(
    in folder: String, where isWanted: (String) -> Bool
  ) throws(ImportFault) -> [String] {
    try FilePath.names(inFolder: folder).filter(isWanted).map { folder + "/" + $0 }
      .filter(FilePath.isFile)
  }
}
