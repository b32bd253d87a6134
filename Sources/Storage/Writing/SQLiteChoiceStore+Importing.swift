import GRDB
import Preferences

extension SQLiteChoiceStore {
  package func add(_ batch: [ImportedComparison]) throws(StoreFault) -> ImportCounts {
    try write { db in
      var writer = RowWriter(db)
      var counts = ImportCounts()
      for item in batch {
        let stored = try writer.add(item.comparison, counting: &counts)
        for choice in item.choices {
          try writer.insert(choice.session)
          try writer.add(choice, on: (item.comparison.id, stored), counting: &counts)
        }
      }
      return counts
    }
  }

  /// Cost: that of one row.
  package func hasComparisons() throws(StoreFault) -> Bool {
    try read { db in try db.row("SELECT 1 FROM comparison LIMIT 1", read: { _ in true }) ?? false }
  }

  package func annotators() throws(StoreFault) -> [Annotator] {
    try read { db in
      var annotators: [Annotator] = []
      try db.forEachRow("SELECT name FROM annotator ORDER BY id") { row in
        let name = try row.text(0)
        do { annotators.append(try Annotator(asStored: name)) } catch {
          throw StoreFault.inconsistent("\(error)")
        }
      }
      return annotators
    }
  }
}

extension RowWriter {
  fileprivate func add(
    _ comparison: Comparison, counting counts: inout ImportCounts
  ) throws -> StoredComparison {
    let (stored, isNew) = try insert(comparison)
    if isNew {
      counts.take(comparison)
    } else {
      for change in try ComparisonReader(db: db).comparison(stored.key).changes(to: comparison) {
        try update(change, of: stored.key)
        counts.take(change)
      }
    }
    return stored
  }

  private func update(_ change: CandidateChange, of comparison: Int64) throws {
    try db.run(
      """
      UPDATE candidate SET path = coalesce(?, path), generator = coalesce(?, generator), sight = coalesce(?, sight)
      WHERE comparison = ? AND sha256 = ?
      """,
      [
        .optional(change.path), .optional(change.generator?.name), .optional(change.sight?.rawValue),
        .integer(comparison),
        .image(change.image),
      ])
  }

  fileprivate mutating func add(
    _ choice: ImportedChoice, on comparison: (id: ComparisonID, stored: StoredComparison),
    counting counts: inout ImportCounts
  ) throws {
    let found = try trial(of: choice, in: comparison.stored)
    var arrival = choice.arrival(
      on: found?.id ?? choice.trial.id, after: try found.map { try EventReader(db: db).events(of: $0) } ?? [])
    if case .event = choice.identity, case .new(let appended) = arrival, let first = appended.first,
      try db.row("SELECT 1 FROM event WHERE id = ?", [.id(first.id)], read: { _ in true }) != nil
    {
      arrival = .refused(.eventSaysOtherwise)
    }
    for event in arrival.events { try append(event, of: choice.trial, in: found?.key, known: comparison) }
    counts.take(arrival, of: choice)
  }

  /// The trial that the choice belongs to, where there is one.
  private func trial(
    of choice: ImportedChoice, in comparison: StoredComparison
  ) throws -> (key: Int64, id: TrialID)? {
    func read(_ row: Columns) throws -> (key: Int64, id: TrialID) { (try row.integer64(0), try row.id(1)) }
    let byID = "SELECT key, id FROM trial WHERE id = ?"
    if let found = try db.row(byID, [.id(choice.trial.id)], read: read) { return found }
    guard case .answer = choice.identity, let places = comparison.places(of: choice.trial.images) else {
      return nil
    }
    let query = """
      SELECT trial.key, trial.id
      FROM trial
      CROSS JOIN session ON session.key = trial.session
      CROSS JOIN annotator ON annotator.key = session.annotator
      WHERE trial.comparison = ? AND trial.task = ? AND trial.repetition = ? AND trial.subject = ?
        AND session.origin = 'import' AND annotator.id = ?
      ORDER BY trial.id LIMIT 1
      """
    return try db.row(
      query,
      [
        .integer(comparison.key), .text(choice.trial.task.rawValue), .integer(choice.trial.repetition),
        .text(JSONArrays.text(places: places.sorted())), .id(choice.session.annotator.id),
      ], read: read)
  }
}
