import GRDB
import Preferences

extension SQLiteChoiceStore {
  package func record(_ conditions: SessionConditions, of session: SessionID) throws(StoreFault) {
    try write { db in
      var writer = RowWriter(db)
      try writer.put(conditions, of: session)
    }
  }

  package func conditions(of session: SessionID) throws(StoreFault) -> SessionConditions? {
    try read { db in
      let query = """
        SELECT
          terminal, colors, screen_columns, screen_rows, confirms_frames, refused_held, refused_early, refused_unseen
        FROM session CROSS JOIN session_conditions ON session_conditions.session = session.key
        WHERE session.id = ?
        """
      return try db.row(query, [.id(session)]) { row in
        SessionConditions(
          terminal: try row.optionalText(0), colors: try row.optionalText(1),
          size: row.isNull(2)
            ? nil : SessionConditions.Size(columns: try row.integer(2), rows: try row.integer(3)),
          confirmsFrames: row.isNull(4) ? nil : try row.flag(4),
          refusals: SessionConditions.Refusals(
            held: try row.integer(5), early: try row.integer(6), unseen: try row.integer(7)))
      }
    }
  }
}
