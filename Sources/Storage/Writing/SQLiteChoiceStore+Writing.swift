import GRDB
import Preferences

extension SQLiteChoiceStore {
  package func begin(_ session: Session) throws(StoreFault) {
    try write { db in
      var writer = RowWriter(db)
      try writer.insert(session)
    }
  }

  package func commit(_ event: Event, of trial: Trial) throws(StoreFault) {
    try write { db in
      if try db.row("SELECT 1 FROM event WHERE id = ?", [.id(event.id)], read: { _ in true }) == nil {
        let standing = try db.standingEvent(on: trial.id)
        guard event.kind.follows(standing) else {
          var reader = ChoiceReader(db)
          throw StoreFault.overtaken(standing: try reader.standingChoice(on: trial.id))
        }
      }
      var writer = RowWriter(db)
      _ = try writer.append(event, of: trial)
    }
  }

  package func record(_ event: Event, of trial: Trial) throws(StoreFault) {
    try write { db in
      var writer = RowWriter(db)
      _ = try writer.append(event, of: trial)
    }
  }
}

extension Database {
  fileprivate func standingEvent(on trial: TrialID) throws -> EventID? {
    let query = "SELECT event FROM standing_choice WHERE trial = (SELECT key FROM trial WHERE id = ?)"
    return try row(query, [.id(trial)]) { try $0.id(0) }
  }
}
