import Preferences

extension SQLiteChoiceStore {
  package func reviewEvents(on pair: CandidatePair) throws(StoreFault) -> [ReviewEvent] {
    try read { db in
      guard let stored = try db.storedComparison(pair.comparison), let places = stored.places(of: pair.images)
      else { return [] }
      var reader = ReviewReader(db)
      var events: [ReviewEvent] = []
      try db.forEachRow(
        ReviewReader.select + " WHERE review.comparison = ? AND review.subject = ? ORDER BY review.id",
        [.integer(stored.key), .text(JSONArrays.text(places: places.sorted()))]
      ) { row in events.append(try reader.event(row)) }
      return events
    }
  }

  package func forEachReviewEvent(_ body: (ReviewEvent) throws -> Void) throws {
    try stream { db in
      var reader = ReviewReader(db)
      try db.forEachRow(ReviewReader.select + " ORDER BY review.id") { row in
        try body(try reader.event(row))
      }
    }
  }
}
