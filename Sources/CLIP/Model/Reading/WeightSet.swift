import Checkpoints

/// One of the CLIPs that a file may hold, such as the weights and their moving average.
struct WeightSet: Hashable, Sendable {
  let names: WeightNames
  /// What stands before all of its names; empty for bare ones.
  let prefix: String
  /// How many tensors have it.
  let tensors: Int

  static let bareWord = "bare"

  /// As people choose it.
  var word: String {
    prefix.isEmpty ? Self.bareWord : prefix.hasSuffix(".") ? String(prefix.dropLast()) : prefix
  }

  private var description: String {
    "\(prefix.isEmpty ? "bare names" : "“\(prefix)…”") (\(tensors) tensors)"
  }

  /// All that are whole as far as a tensor of each kind tells, bare names first; where none is, the first that begins
  /// like one, so that what is missing can be named.
  static func all(in checkpoint: Checkpoint) -> [WeightSet] {
    let names = Set(checkpoint.names)
    let found = WeightNames.candidates(in: checkpoint.names, known: names)
      .sorted { ($0.prefix.isEmpty ? 0 : 1, $0.prefix) < ($1.prefix.isEmpty ? 0 : 1, $1.prefix) }
    let whole = found.filter { candidate in candidate.names.telling.allSatisfy(names.contains) }
    let prefixes = found.map(\.prefix).filter { !$0.isEmpty }
    return (whole.isEmpty ? Array(found.prefix(1)) : whole).map { candidate in
      let tensors = checkpoint.names.count { name in
        candidate.prefix.isEmpty
          ? !prefixes.contains(where: name.hasPrefix)
          : name.hasPrefix(candidate.prefix)
            && !prefixes.contains { $0.count > candidate.prefix.count && name.hasPrefix($0) }
      }
      return WeightSet(names: candidate.names, prefix: candidate.prefix, tensors: tensors)
    }
  }

  /// The set that is wanted.
  /// - Parameter word: a prefix, with or without its point, or `bare`; without one bare names are taken, or the only
  ///   set there is.
  static func chosen(
    _ word: String?, from sets: [WeightSet], in checkpoint: Checkpoint
  ) throws(CheckpointFault) -> WeightSet {
    let list = sets.map(\.description).joined(separator: ", ")
    if let word {
      let prefix = word == bareWord ? "" : word
      guard
        let set = sets.first(where: { $0.prefix == prefix || $0.prefix == prefix + "." && !prefix.isEmpty })
      else {
        throw .weightSets(
          file: checkpoint.path, reason: "no CLIP has the prefix “\(word)”; it holds \(list)",
          words: sets.map(\.word))
      }
      return set
    }
    let bare = sets.filter(\.prefix.isEmpty)
    if bare.count == 1 || sets.count == 1 { return sets[0] }
    throw .weightSets(
      file: checkpoint.path, reason: "it holds \(sets.count) CLIPs: \(list)", words: sets.map(\.word))
  }
}

extension WeightNames {
  var dialect: WeightDialect { projectionsAreTransposed ? .openAI : .huggingFace }

  /// Some that every CLIP of the dialect has.
  fileprivate var telling: [String] {
    [
      patchEmbedding, imagePositions, imageProjection, tokenEmbedding, textPositions, textProjection,
      logitScale,
    ]
  }

  /// Every dialect and prefix that a patch embedding begins.
  fileprivate static func candidates(
    in tensors: [String], known: Set<String>
  ) -> [(names: WeightNames, prefix: String)] {
    let (openAI, huggingFace) = (Self.canonical.patchEmbedding, Self.huggingFace(prefix: "").patchEmbedding)
    return tensors.compactMap { tensor in
      if tensor.hasSuffix(openAI) {
        let prefix = String(tensor.dropLast(openAI.count))
        let hasOwnTextTower = known.contains(prefix + "text.token_embedding.weight")
        return (.openAI(prefix: prefix, textPrefix: hasOwnTextTower ? "text." : ""), prefix)
      }
      if tensor.hasSuffix(huggingFace) {
        let prefix = String(tensor.dropLast(huggingFace.count))
        return (.huggingFace(prefix: prefix), prefix)
      }
      return nil
    }
  }
}
