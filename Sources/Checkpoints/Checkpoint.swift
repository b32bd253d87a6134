import Tensors

/// The tensors of a saved model by name, out of one file or several that belong together.
///
/// The files are mapped and stay so while the checkpoint or a tensor of it is in use. Any number of threads may
/// read tensors at once.
package struct Checkpoint: Sendable {
  /// The path it was opened by.
  package let path: String
  /// The files that hold tensors, in the order of their names.
  package let files: [MappedFile]
  package let format: CheckpointFormat
  /// All names, as they are in the files, sorted.
  package let names: [String]
  /// Texts by name that stand in the header of a safetensors file; of several files none.
  package let metadata: [String: String]
  private let tensors: [String: StoredTensor]
  private let refused: [String: CheckpointFault]

  /// Opens a safetensors file, a file that `torch.save` wrote, an index of shards, or a folder with one of them.
  ///
  /// Reads headers only, and checks them: milliseconds for any size.
  package static func open(_ path: String) throws(CheckpointFault) -> Checkpoint {
    switch try CheckpointLocation(path) {
    case .file(let file): try Checkpoint(MappedFile(file), as: path)
    case .index(let index): try Checkpoint(ShardIndex(MappedFile(index)), at: index, as: path)
    }
  }

  /// One file, mapped or in memory.
  package init(_ file: MappedFile, as path: String? = nil) throws(CheckpointFault) {
    let format = try CheckpointFormat(of: file)
    let contents = try format.contents(of: file)
    self.init(
      path: path ?? file.path, files: [file], format: format, tensors: contents.tensors,
      metadata: contents.metadata, refused: contents.refused)
  }

  private init(_ index: ShardIndex, at indexPath: String, as path: String) throws(CheckpointFault) {
    var tensors: [String: StoredTensor] = [:]
    var formats: Set<CheckpointFormat> = []
    let named = Dictionary(grouping: index.shards.keys) { index.shards[$0] ?? "" }
    var files: [MappedFile] = []
    for (shard, names) in named.sorted(by: { $0.key < $1.key }) {
      let file = try MappedFile(CheckpointLocation.sibling(shard, of: indexPath))
      let format = try CheckpointFormat(of: file)
      let found = try format.contents(of: file)
      for name in names.sorted() {
        guard let tensor = found.tensors[name] else {
          throw found.refused[name] ?? .missingTensor(file: file.path, name: name)
        }
        tensors[name] = tensor
      }
      formats.insert(format)
      files.append(file)
    }
    guard let format = formats.first, formats.count == 1 else {
      throw .unsupported(file: indexPath, reason: "it names files of different formats")
    }
    self.init(path: path, files: files, format: format, tensors: tensors)
  }

  private init(
    path: String, files: [MappedFile], format: CheckpointFormat, tensors: [String: StoredTensor],
    metadata: [String: String] = [:], refused: [String: CheckpointFault] = [:]
  ) {
    self.metadata = metadata
    self.refused = refused
    self.path = path
    self.files = files
    self.format = format
    self.tensors = tensors
    names = tensors.keys.sorted()
  }

  /// Type and shape of a tensor, or `nil` where there is none of that name.
  package func entry(_ name: String) -> TensorEntry? {
    tensors[name]?.entry
  }

  /// Why there is no tensor of a name: it is missing, or only code would make it.
  package func fault(ofMissing name: String) -> CheckpointFault {
    refused[name] ?? .missingTensor(file: path, name: name)
  }

  /// Reads a tensor as 32-bit floats. Row-major f32 stays in the mapped file, anything else is converted; both are
  /// looked through for NaN and infinity, at the speed of memory.
  /// - Throws: `missingTensor`, `runsCode`, `notFloats` or `notFinite`.
  package func tensor(_ name: String) throws(CheckpointFault) -> Tensor {
    guard let stored = tensors[name] else { throw fault(ofMissing: name) }
    return try stored.load(name)
  }

  /// Reads a tensor of that shape.
  /// - Throws: `wrongShape`, and what `tensor(_:)` throws.
  package func tensor(_ name: String, shape: [Int]) throws(CheckpointFault) -> Tensor {
    guard let stored = tensors[name] else { throw fault(ofMissing: name) }
    guard stored.entry.shape == shape else {
      throw .wrongShape(file: stored.file.path, name: name, expected: shape, found: stored.entry.shape)
    }
    return try stored.load(name)
  }

  /// Compares all checksums that the files hold, which finds bits that changed on the way without making a number
  /// infinite. Torch zips hold one of each storage, safetensors none. Reads everything: about a second for 2 GB.
  /// - Throws: `damagedTensor`.
  package func verifyChecksums() throws(CheckpointFault) {
    for (path, tensors) in Dictionary(grouping: tensors, by: { $0.value.file.path }).sorted(by: {
      $0.key < $1.key
    }) {
      var verified: Set<ChecksummedBytes> = []
      for (name, tensor) in tensors.sorted(by: { $0.value.offset < $1.value.offset }) {
        guard let storage = tensor.storage, verified.insert(storage).inserted else { continue }
        guard storage.isIntact(in: tensor.file) else {
          throw .damagedTensor(file: path, name: name, reason: "its checksum does not fit its bytes")
        }
      }
    }
  }

  /// Takes what has been read of the files out of this process's memory. Tensors that lie in the files stay good:
  /// touched again, their pages come back, from the system's cache where they are still in it.
  package func giveBackPages() {
    for file in files { file.giveBack() }
  }

  /// Reads a tensor of one element, such as `logit_scale`, whatever its number of dimensions.
  package func scalar(_ name: String) throws(CheckpointFault) -> Float {
    guard let stored = tensors[name] else { throw fault(ofMissing: name) }
    guard stored.count == 1 else {
      throw .wrongShape(file: stored.file.path, name: name, expected: [], found: stored.entry.shape)
    }
    return try stored.load(name).withUnsafeFloats { $0[0] }
  }
}

extension Checkpoint: CustomStringConvertible {
  /// For people: the format, and the number of files where there are several.
  package var description: String {
    files.count == 1 ? "\(format)" : "\(format), \(files.count) shards"
  }
}
