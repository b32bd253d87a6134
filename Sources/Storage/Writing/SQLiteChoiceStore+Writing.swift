import Preferences

extension SQLiteChoiceStore {
  package func begin(_ session: Session) throws(StoreFault) {
    try write { db in
      var writer = RowWriter(db)
      try writer.insert(session)
    }
  }

  package func record(_ event: Event, of trial: Trial) throws(StoreFault) {
    try write { db in
      var writer = RowWriter(db)
      _ = try writer.append(event, of: trial)
    }
  }
}
