/// What `torch.save` writes since PyTorch 1.6: a zip of uncompressed entries in one folder, `data.pkl` with the
/// structure and `data/0`, `data/1` and so on with the storages.
enum TorchArchive {
  /// The tensors by name. Reads the directory, the local headers and the pickle, no storage.
  static func contents(of file: MappedFile) throws(CheckpointFault) -> FileContents {
    let entries = try ZipDirectory(file).entries
    let folder = try folder(of: entries, in: file)
    var byName: [String: ZipEntry] = [:]
    for entry in entries { byName[entry.name] = entry }

    guard byName["\(folder)/constants.pkl"] == nil,
      !entries.contains(where: { $0.name.hasPrefix("\(folder)/code/") })
    else { throw .needsConversion(file: file.path, from: .torchScript) }
    if let entry = entries.first(where: \.isCompressed) {
      throw .unsupported(
        file: file.path, reason: "entry \(entry.name) is compressed, which torch.save never does")
    }
    if let order = byName["\(folder)/byteorder"], !file.bytes(order.data).elementsEqual("little".utf8) {
      throw .unsupported(
        file: file.path, reason: "entry \(order.name) says that its numbers are not little-endian")
    }
    guard let pickle = byName["\(folder)/data.pkl"] else { return FileContents() }
    try check(pickle, in: file)

    var reader = PickleReader(ByteCursor(file, pickle.data, part: pickle.name))
    let root = try reader.read()
    let weights = try StateDictionary.weights(of: root, in: reader)
    var tensors: [String: StoredTensor] = [:]
    for (name, tensor) in weights.tensors {
      let storage = reader.values.storages[tensor.storage]
      let key = try reader.text(storage.key)
      guard let entry = byName["\(folder)/data/\(key)"] else {
        throw .damagedTensor(
          file: file.path, name: name, reason: "its entry \(folder)/data/\(key) is missing")
      }
      do {
        var placed = try TensorPlacement.place(
          tensor, of: storage, in: reader.values, file: file, bytes: entry.data)
        placed.storage = ChecksummedBytes(entry)
        tensors[name] = placed
      } catch {
        throw .damagedTensor(file: file.path, name: name, reason: error.reason)
      }
    }
    return FileContents(tensors: tensors, refused: weights.refused)
  }

  /// The one folder that holds a `data.pkl`.
  private static func folder(of entries: [ZipEntry], in file: MappedFile) throws(CheckpointFault) -> String {
    let folders = entries.compactMap { entry -> String? in
      guard entry.name.hasSuffix("/data.pkl") else { return nil }
      let folder = String(entry.name.dropLast(9))
      return folder.utf8.contains(UInt8(ascii: "/")) ? nil : folder
    }
    guard let folder = folders.first else {
      throw .unknownFormat(file: file.path, reason: "it is a zip archive without data.pkl")
    }
    guard folders.count == 1 else {
      throw .unknownFormat(file: file.path, reason: "it is a zip archive with more than one data.pkl")
    }
    return folder
  }

  private static func check(_ entry: ZipEntry, in file: MappedFile) throws(CheckpointFault) {
    guard let bytes = ChecksummedBytes(entry), !bytes.isIntact(in: file) else { return }
    throw .damaged(
      file: file.path, part: entry.name, offset: entry.data.lowerBound,
      reason: "its checksum does not fit its bytes")
  }
}
