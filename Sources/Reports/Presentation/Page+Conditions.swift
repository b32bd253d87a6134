import Preferences

extension Report {
  /// - Parameter find: the conditions of a session; called for those that somebody sat in.
  package mutating func addConditions(_ find: (SessionID) throws -> SessionConditions?) rethrows {
    for index in data.sessions.indices where data.sessions[index].session.origin == .annotation {
      data.sessions[index].conditions = try find(data.sessions[index].session.id)
    }
  }
}

extension Page {
  /// What the choices' sessions say of keys that did not count, and of terminals that did not say what was seen.
  static func conditions(_ report: Report) -> [String] {
    let known = report.data.sessions.compactMap(\.conditions)
    var lines: [String] = []
    func sum(_ reason: KeyPath<SessionConditions.Refusals, Int>) -> Int {
      known.reduce(0) { $0 + $1.refusals[keyPath: reason] }
    }
    let refused = [
      (sum(\.held), "held down"), (sum(\.early), "before the candidates were there"),
      (sum(\.unseen), "before they could be seen"),
    ].filter { $0.0 > 0 }
    if !refused.isEmpty {
      let parts = refused.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
      lines.append("Keys that did not count in their sessions: \(parts).")
    }
    let blind = known.count { $0.confirmsFrames == false }
    if blind > 0 {
      lines.append(
        "Sessions at terminals that do not say when a frame is seen: \(blind); response times run from the writing there."
      )
    }
    return lines
  }
}
