/// The weights in a pickle: names with tensors, in the dictionary that training programs put them in.
package enum StateDictionary {
  /// The names of the tensors in a pickle that stands alone.
  package static func names(in file: MappedFile) throws(CheckpointFault) -> [String] {
    var reader = PickleReader(ByteCursor(file, 0..<file.count, part: "pickle"))
    let root = try reader.read()
    return try weights(of: root, in: reader).tensors.map(\.name)
  }

  /// The keys under which weights are kept beside other things, in the order they are looked for.
  private static let wrappers = ["state_dict", "model_state_dict", "model", "module"]
  private static let tensorLimit = 100_000

  struct Weights {
    var tensors: [(name: String, tensor: PickleValues.Tensor)] = []
    /// Why there is no tensor of a name: only code would make it.
    var refused: [String: CheckpointFault] = [:]
  }

  /// The members that are tensors of the dictionary of weights: the one under a wrapper's key where there is one
  /// with tensors in it, else the outermost. What lies elsewhere, such as the state of an optimizer, is left out.
  static func weights(of root: PickleValue, in reader: PickleReader) throws(CheckpointFault) -> Weights {
    if case .stranger(let stranger) = root { throw try refusal(of: stranger, in: reader) }
    guard case .dictionary(let outermost) = root else {
      throw reader.cursor.damaged("it holds no dictionary of tensors", at: reader.start)
    }
    // A wrapper may be wrapped, as in {"model": {"state_dict": …}}, but not without end.
    var index = outermost
    var path: [String] = []
    for _ in 0..<wrappers.count {
      guard let (wrapper, inner) = try wrapped(in: index, of: reader) else { break }
      index = inner
      path.append(wrapper)
    }
    var names: Set<String> = []
    var weights = Weights()
    for member in reader.values.dictionaries[index] {
      if case .dictionary = member.value { continue }
      let name = try reader.text(member.key)
      guard names.insert(name).inserted else {
        throw reader.cursor.damaged("tensor \(name) stands there twice", at: member.key.lowerBound)
      }
      switch member.value {
      case .tensor(let tensor): weights.tensors.append((name, reader.values.tensors[tensor]))
      case .stranger(let stranger):
        weights.refused[name] = try refusal(of: stranger, as: name, in: reader)
      default: break
      }
      guard names.count <= tensorLimit else {
        throw reader.cursor.damaged("it has more than \(tensorLimit) tensors", at: reader.start)
      }
    }
    guard !weights.tensors.isEmpty else {
      if let stranger = strangerInPlaceOfWeights(in: index, of: reader) {
        throw try refusal(of: stranger, in: reader)
      }
      throw reader.cursor.damaged("it holds no dictionary of tensors", at: reader.start)
    }
    return try addingTwins(to: weights, in: index, at: path, under: outermost, of: reader)
  }

  private static func refusal(
    of stranger: Int, as name: String? = nil, in reader: PickleReader
  ) throws(CheckpointFault) -> CheckpointFault {
    let stranger = reader.values.strangers[stranger]
    let (module, itself) = (try reader.text(stranger.module), try reader.text(stranger.name))
    return .runsCode(
      file: reader.cursor.file.path, global: "\(module).\(itself)", offset: stranger.offset, tensor: name)
  }

  /// What stands where weights were looked for: under a wrapper's key, in a dictionary there, or anywhere.
  private static func strangerInPlaceOfWeights(in index: Int, of reader: PickleReader) -> Int? {
    let members = reader.values.dictionaries[index]
    func first(_ members: [PickleValues.Member]) -> Int? {
      for case .stranger(let stranger) in members.map(\.value) { return stranger }
      return nil
    }
    let wrapping = wrappers.flatMap { wrapper in
      members.filter { reader.cursor.file.bytes($0.key).elementsEqual(wrapper.utf8) }
    }
    if let stranger = first(wrapping) { return stranger }
    for case .dictionary(let inner) in wrapping.map(\.value) {
      if let stranger = first(reader.values.dictionaries[inner]) { return stranger }
    }
    return first(members)
  }

  private static func wrapped(
    in index: Int, of reader: PickleReader
  ) throws(CheckpointFault) -> (wrapper: String, index: Int)? {
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
        if holdsWeights { return (wrapper, inner) }
      }
    }
    return nil
  }
}
