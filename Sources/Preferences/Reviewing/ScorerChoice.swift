/// Picks a scorer by what a person calls it: by whatever konomi prints of it anywhere.
package enum ScorerChoice {
  package enum Fault: Error, Hashable, Sendable {
    case noScorers
    case unknown(String, known: [ScorerIdentity])
    case ambiguous(String, matching: [ScorerIdentity])
  }

  /// - Parameters:
  ///   - wanted: a name, of which the newest scorer is taken; a label such as `hpc.pt@d9f7c942` or
  ///     `hpc.pt@d9f7c942 (34642021)`; the beginning of an id, of a checkpoint's SHA-256, or of a name. `nil` takes the
  ///     newest of all.
  ///   - scorers: in the order in which they were added.
  package static func scorer(
    called wanted: String?, among scorers: [ScorerIdentity]
  ) throws(Fault) -> ScorerIdentity {
    guard let newest = scorers.last else { throw .noScorers }
    guard let wanted else { return newest }
    if let named = scorers.last(where: { $0.name == wanted }) { return named }
    // What says more comes first: a name may begin like an id.
    for matches in [Self.isLabel, Self.isBeginningOfID, Self.isBeginningOfName] {
      let matching = wanted.isEmpty ? [] : scorers.filter { matches(wanted, $0) }
      guard let first = matching.first else { continue }
      guard matching.count == 1 else { throw .ambiguous(wanted, matching: matching) }
      return first
    }
    throw .unknown(wanted, known: scorers)
  }

  private static func isLabel(_ wanted: String, of scorer: ScorerIdentity) -> Bool {
    let (label, id) = parts(of: wanted)
    guard id.isEmpty || begins(scorer.id.description, with: id) else { return false }
    if label == scorer.name { return true }
    guard let checkpoint = scorer.checkpoint?.hexadecimal, label.hasPrefix(scorer.name + "@") else {
      return false
    }
    return begins(checkpoint, with: String(label.dropFirst(scorer.name.count + 1)))
  }

  /// `hpc.pt` and `34642021` of `hpc.pt (34642021)`.
  private static func parts(of wanted: String) -> (label: String, id: String) {
    guard wanted.hasSuffix(")"), let open = wanted.lastIndex(of: "("), open > wanted.startIndex,
      wanted[wanted.index(before: open)] == " "
    else { return (wanted, "") }
    return (
      String(wanted[..<wanted.index(before: open)]), String(wanted[wanted.index(after: open)...].dropLast())
    )
  }

  private static func isBeginningOfID(_ wanted: String, of scorer: ScorerIdentity) -> Bool {
    begins(scorer.id.description, with: wanted)
      || scorer.checkpoint.map { begins($0.hexadecimal, with: wanted) } ?? false
  }

  private static func isBeginningOfName(_ wanted: String, of scorer: ScorerIdentity) -> Bool {
    scorer.name.hasPrefix(wanted)
  }

  private static func begins(_ digits: String, with beginning: String) -> Bool {
    !beginning.isEmpty && digits.hasPrefix(beginning.lowercased())
  }
}

extension ScorerIdentity {
  /// Its name, and of which weights: two checkpoints under one file name are two scorers, and look it.
  package var label: String {
    guard let checkpoint else { return name }
    return "\(name)@\(checkpoint.hexadecimal.prefix(8))"
  }

  /// With the beginning of its id, which tells apart what differs in nothing else that is seen.
  package var labelWithID: String { "\(label) (\(id.description.prefix(8)))" }
}
