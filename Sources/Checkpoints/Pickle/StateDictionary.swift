/// The weights in a pickle: names with tensors, in the dictionary that training programs put them in.
package enum StateDictionary {
  /// The names of the tensors in a pickle that stands alone.
  package static func names(in file: MappedFile) throws(CheckpointFault) -> [String] {
    var reader = PickleReader(ByteCursor(file, 0..<file.count, part: "pickle"))
    let root = try reader.read()
    return try tensors(of: root, in: reader).map(\.name)
  }

  /// The keys under which weights are kept beside other things, in the order they are looked for.
  private static let wrappers = ["state_dict", "model_state_dict", "model", "module"]
  private static let tensorLimit = 100_000

  /// The members that are tensors of the dictionary of weights: the one under a wrapper's key where there is one
  /// with tensors in it, else the outermost. What lies elsewhere, such as the state of an optimizer, is left out.
  static func tensors(
    of root: PickleValue, in reader: PickleReader
  ) throws(CheckpointFault) -> [(name: String, tensor: PickleValues.Tensor)] {
    guard case .dictionary(var index) = root else {
      throw reader.cursor.damaged("it holds no dictionary of tensors", at: reader.start)
    }
    // A wrapper may be wrapped, as in {"model": {"state_dict": …}}, but not without end.
    for _ in 0..<wrappers.count {
      guard let inner = try wrapped(in: index, of: reader) else { break }
      index = inner
    }
    var names: Set<String> = []
    var tensors: [(name: String, tensor: PickleValues.Tensor)] = []
    for member in reader.values.dictionaries[index] {
      guard case .tensor(let tensor) = member.value else { continue }
      let name = try reader.text(member.key)
      guard names.insert(name).inserted else {
        throw reader.cursor.damaged("tensor \(name) stands there twice", at: member.key.lowerBound)
      }
      tensors.append((name, reader.values.tensors[tensor]))
      guard tensors.count <= tensorLimit else {
        throw reader.cursor.damaged("it has more than \(tensorLimit) tensors", at: reader.start)
      }
    }
    guard !tensors.isEmpty else {
      throw reader.cursor.damaged("it holds no dictionary of tensors", at: reader.start)
    }
    return tensors
  }

  private static func wrapped(in index: Int, of reader: PickleReader) throws(CheckpointFault) -> Int? {
    for wrapper in wrappers {
      for member in reader.values.dictionaries[index] {
        guard case .dictionary(let inner) = member.value, inner != index,
          reader.cursor.file.bytes(member.key).elementsEqual(wrapper.utf8)
        else { continue }
        let holdsWeights = reader.values.dictionaries[inner].contains {
          switch $0.value {
          case .tensor, .dictionary: true
          default: false
          }
        }
        if holdsWeights { return inner }
      }
    }
    return nil
  }
}
