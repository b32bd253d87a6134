/// Training programs keep a second set of the same weights beside the first, such as their moving average under `ema`.
/// Which of them is meant only a person can say, so that the second comes along under names of its own.
extension StateDictionary {
  private static let depthLimit = 3

  /// Adds the tensors of every dictionary that holds the names of these weights once more, each behind the keys that
  /// lead to it and a point. The weights themselves get such a prefix too, where there is a second set and it is not
  /// clear that they are the first: they are where they stand alone or under `state_dict`.
  /// - Parameters:
  ///   - index: the dictionary that the weights are in.
  ///   - path: the keys that lead to it.
  static func addingTwins(
    to weights: Weights, in index: Int, at path: [String], under root: Int, of reader: PickleReader
  ) throws(CheckpointFault) -> Weights {
    let known = Set(weights.tensors.map { plain($0.name) })
    var twins: [(prefix: String, tensors: [(name: String, tensor: PickleValues.Tensor)])] = []
    // Each is looked through once, however often it is referred to.
    var seen: Set<Int> = [root]
    var waiting = [(dictionary: root, path: [String]())]
    while let (dictionary, path) = waiting.popLast() {
      var tensors: [(name: String, tensor: PickleValues.Tensor)] = []
      for member in reader.values.dictionaries[dictionary] {
        switch member.value {
        case .tensor(let tensor) where dictionary != index && !path.isEmpty:
          tensors.append((try reader.text(member.key), reader.values.tensors[tensor]))
        case .dictionary(let inner) where path.count < depthLimit && seen.insert(inner).inserted:
          waiting.append((inner, path + [try reader.text(member.key)]))
        default: break
        }
      }
      let shared = tensors.count { known.contains(plain($0.name)) }
      if dictionary != index, shared * 10 >= known.count * 9 {
        twins.append((path.joined(separator: ".") + ".", tensors))
      }
    }
    guard !twins.isEmpty else { return weights }

    var all = weights
    if path.contains(where: { $0 != "state_dict" }) {
      let prefix = path.joined(separator: ".") + "."
      all.tensors = weights.tensors.map { (prefix + $0.name, $0.tensor) }
      all.refused = Dictionary(uniqueKeysWithValues: weights.refused.map { (prefix + $0.key, $0.value) })
    }
    var names = Set(all.tensors.map(\.name))
    for twin in twins.sorted(by: { $0.prefix < $1.prefix }) {
      for (name, tensor) in twin.tensors where names.insert(twin.prefix + name).inserted {
        all.tensors.append((twin.prefix + name, tensor))
      }
    }
    return all
  }

  /// The name without what torch's data parallelism puts before it.
  private static func plain(_ name: String) -> Substring {
    name.hasPrefix("module.") ? name.dropFirst(7) : name[...]
  }
}
