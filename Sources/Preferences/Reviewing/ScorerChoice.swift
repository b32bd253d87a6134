/// Picks a scorer by what a person calls it.
package enum ScorerChoice {
  package enum Fault: Error, Hashable, Sendable {
    case noScorers
    case unknown(String, known: [ScorerIdentity])
    case ambiguous(String, matching: [ScorerIdentity])
  }

  /// - Parameters:
  ///   - wanted: a name, of which the newest scorer is taken, or the beginning of an id; `nil` takes the newest of all.
  ///   - scorers: in the order in which they were added.
  package static func scorer(
    called wanted: String?, among scorers: [ScorerIdentity]
  ) throws(Fault) -> ScorerIdentity {
    guard let newest = scorers.last else { throw .noScorers }
    guard let wanted else { return newest }
    if let named = scorers.last(where: { $0.name == wanted }) { return named }
    let prefix = wanted.lowercased()
    let matching = scorers.filter { !prefix.isEmpty && $0.id.description.hasPrefix(prefix) }
    guard let first = matching.first else { throw .unknown(wanted, known: scorers) }
    guard matching.count == 1 else { throw .ambiguous(wanted, matching: matching) }
    return first
  }
}
