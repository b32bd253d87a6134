import GRDB
import Preferences

/// Reads the log of a trial.
struct EventReader {
  let db: Database

  func events(of trial: (key: Int64, id: TrialID)) throws -> [Event] {
    var events: [Event] = []
    let query = """
      SELECT
        event.id, session.id, event.at, event.kind, event.outcome, event.preferred, event.ranking,
        event.response_ms, event.scores_visible, event.target, event.flag, event.note
      FROM event CROSS JOIN session ON session.key = event.session
      WHERE event.trial = ? ORDER BY event.id
      """
    try db.forEachRow(query, [.integer(trial.key)]) { row in
      events.append(
        Event(
          id: try row.id(0), session: try row.id(1), trial: trial.id,
          at: Timestamp(milliseconds: try row.integer64(2)), kind: try kind(row)))
    }
    return events
  }

  private func kind(_ row: Columns) throws -> Event.Kind {
    switch try row.text(3) {
    case "choice":
      .choice(
        try outcome(row), responseMilliseconds: try row.optionalInteger(7), scoresVisible: try row.flag(8))
    case "undo": .undo(try row.id(9))
    case "redo": .redo(try row.id(9))
    case "flag": .flag(try row.flag(10))
    case "note": .note(try row.text(11))
    case let word: throw StoreFault.inconsistent("an event's kind is \(word), which is unknown")
    }
  }

  private func outcome(_ row: Columns) throws -> Outcome {
    let word: OutcomeWord = try row.word(4)
    return switch word {
    case .preferred: .preferred(try row.image(5))
    case .ranking: .ranking(try JSONArrays.groups(try row.text(6)))
    case .tie: .tie
    case .bothBad: .bothBad
    case .skip: .skip
    }
  }
}
