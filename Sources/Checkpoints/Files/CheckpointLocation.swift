import Glibc

/// Where a path that a person gave leads to.
enum CheckpointLocation {
  case file(String)
  case index(String)

  /// What is looked for in a folder, first come first taken.
  static let knownNames = [
    "model.safetensors", "model.safetensors.index.json", "open_clip_model.safetensors",
    "pytorch_model.bin", "pytorch_model.bin.index.json", "open_clip_pytorch_model.bin",
  ]

  init(_ path: String) throws(CheckpointFault) {
    guard Self.kind(of: path) == S_IFDIR else {
      self = path.hasSuffix(".index.json") ? .index(path) : .file(path)
      return
    }
    for name in Self.knownNames {
      let candidate = path.hasSuffix("/") ? path + name : path + "/" + name
      guard Self.kind(of: candidate) == S_IFREG else { continue }
      self = name.hasSuffix(".index.json") ? .index(candidate) : .file(candidate)
      return
    }
    throw .noCheckpoint(folder: path)
  }

  /// The path of something beside the file at `path`.
  static func sibling(_ name: String, of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
    return String(path[...slash]) + name
  }

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
