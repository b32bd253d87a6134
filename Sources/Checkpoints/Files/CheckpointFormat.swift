/// The kinds of file that tensors are read from.
package enum CheckpointFormat: String, Hashable, Sendable, CustomStringConvertible {
  case safetensors
  case torch = "torch zip"

  package var description: String { rawValue }

  /// Tells the format by how the file begins; names are not trusted.
  init(of file: MappedFile) throws(CheckpointFault) {
    if file.holds([0x50, 0x4b, 3, 4], at: 0) {
      self = .torch
    } else if file.holds(
      [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e], at: 0)
    {
      throw .needsConversion(file: file.path, from: .legacyTorch)
    } else if SafetensorsHeader.isLikely(file) {
      self = .safetensors
    } else if file.holds(Array("version https://git-lfs".utf8), at: 0) {
      throw .unknownFormat(
        file: file.path, reason: "it is the pointer that git-lfs leaves in place of a file")
    } else {
      throw .unknownFormat(file: file.path, reason: "it begins like none")
    }
  }

  func contents(of file: MappedFile) throws(CheckpointFault) -> FileContents {
    switch self {
    case .safetensors: try SafetensorsHeader.contents(of: file)
    case .torch: try TorchArchive.contents(of: file)
    }
  }
}

/// What a file of weights says before its tensors are read.
struct FileContents {
  var tensors: [String: StoredTensor] = [:]
  /// Texts that go with them.
  var metadata: [String: String] = [:]
  /// Why there is no tensor of a name.
  var refused: [String: CheckpointFault] = [:]
}
