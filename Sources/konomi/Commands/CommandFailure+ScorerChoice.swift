import Preferences

extension CommandFailure {
  /// - Parameters:
  ///   - place: what was asked, or was to be looked in: the database's path, or the option.
  ///   - database: its path.
  init(_ fault: ScorerChoice.Fault, in place: String, database: String) {
    func names(_ scorers: [ScorerIdentity]) -> String {
      scorers.map(\.labelWithID).joined(separator: ", ")
    }
    switch fault {
    case .noScorers:
      self.init(
        .noInput,
        "\(place): no scores in the database; `konomi score --all --model PATH --db \(ShellWord.quoted(database))` makes them"
      )
    case .unknown(let wanted, let known):
      self.init(.noInput, "\(place): no scorer '\(wanted)'; there are \(names(known))")
    case .ambiguous(let wanted, let matching):
      self.init(.noInput, "\(place): '\(wanted)' may be any of several scorers: \(names(matching))")
    }
  }
}
