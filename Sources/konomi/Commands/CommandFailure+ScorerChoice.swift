import Preferences

extension CommandFailure {
  /// - Parameter place: what was asked, or was to be looked in: the database's path, or the option.
  init(_ fault: ScorerChoice.Fault, in place: String) {
    func names(_ scorers: [ScorerIdentity]) -> String {
      scorers.map { "\($0.name) (\($0.id.description.prefix(8)))" }.joined(separator: ", ")
    }
    switch fault {
    case .noScorers:
      self.init(
        .noInput,
        "\(place): no scores in the database; `konomi score --all --model PATH`, with the same --db, makes them"
      )
    case .unknown(let wanted, let known):
      self.init(.noInput, "\(place): no scorer '\(wanted)'; there are \(names(known))")
    case .ambiguous(let wanted, let matching):
      self.init(.noInput, "\(place): '\(wanted)' is the beginning of several scorers: \(names(matching))")
    }
  }
}
