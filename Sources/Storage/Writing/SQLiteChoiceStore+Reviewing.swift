import Preferences

extension SQLiteChoiceStore: ReviewStore {
  package func record(_ event: ReviewEvent) throws(StoreFault) {
    try write { db in
      var writer = RowWriter(db)
      try writer.insert(event)
    }
  }
}
