import GRDB
import Preferences

extension SQLiteChoiceStore {
  package func committedTrials(of annotator: AnnotatorID) throws(StoreFault) -> Set<TrialID> {
    try read { db in
      var trials: Set<TrialID> = []
      let query = """
        SELECT trial.id
        FROM annotator
        CROSS JOIN session ON session.annotator = annotator.key
        CROSS JOIN trial ON trial.session = session.key
        WHERE annotator.id = ? AND EXISTS (SELECT 1 FROM standing_choice WHERE standing_choice.trial = trial.key)
        """
      try db.forEachRow(query, [.id(annotator)]) { row in trials.insert(try row.id(0)) }
      return trials
    }
  }

  package func annotatorCount(
    besides annotator: AnnotatorID, on images: [ImageID], of comparison: ComparisonID,
    task: AnnotationMode.Task
  ) throws(StoreFault) -> Int {
    try read { db in
      guard let stored = try db.storedComparison(comparison), let places = stored.places(of: images) else {
        return 0
      }
      let query = """
        SELECT count(DISTINCT annotator.key)
        FROM trial
        CROSS JOIN session ON session.key = trial.session
        CROSS JOIN annotator ON annotator.key = session.annotator
        WHERE trial.comparison = ? AND trial.task = ? AND trial.subject = ? AND annotator.id <> ?
          AND EXISTS (SELECT 1 FROM standing_choice WHERE standing_choice.trial = trial.key)
        """
      let subject = JSONArrays.text(places: places.sorted())
      return try db.row(
        query, [.integer(stored.key), .text(task.rawValue), .text(subject), .id(annotator)]
      ) { try $0.integer(0) } ?? 0
    }
  }

  package func latestChoices(of annotator: AnnotatorID, limit: Int) throws(StoreFault) -> [ChoiceRecord] {
    guard limit > 0 else { return [] }
    return try read { db in
      var reader = ChoiceReader(db)
      var latest: [ChoiceRecord] = []
      for session in try Self.annotationSessions(of: annotator, in: db) {
        // Sessions come newest first: the rest cannot hold anything later than what is there.
        if latest.count >= limit, session.newest < latest[0].choice.event { break }
        try db.forEachRow(
          ChoiceReader.select + " WHERE choice.session = ? ORDER BY choice.event DESC LIMIT ?",
          [.integer(session.key), .integer(limit)]
        ) { row in latest.append(try reader.record(row)) }
        latest = latest.sorted { $0.choice.event < $1.choice.event }.suffix(limit)
      }
      return latest
    }
  }

  package func standingChoice(on trial: TrialID) throws(StoreFault) -> Choice? {
    try read { db in
      var reader = ChoiceReader(db)
      return try reader.standingChoice(on: trial)
    }
  }

  package func undoneChoices(of annotator: AnnotatorID, limit: Int) throws(StoreFault) -> [ChoiceRecord] {
    try read { db in
      var reader = ChoiceReader(db)
      var undone: [ChoiceRecord] = []
      let query =
        ChoiceReader.selectByUndo + """
           WHERE undo.id IN (
            SELECT event.id
            FROM annotator
            CROSS JOIN session ON session.annotator = annotator.key
            CROSS JOIN event ON event.session = session.key
            WHERE annotator.id = ? AND session.origin = 'annotation' AND event.kind = 'undo' AND event.id = (
              SELECT max(last.id) FROM event AS last
              WHERE last.trial = event.trial AND last.kind IN ('choice', 'undo', 'redo')))
          ORDER BY undo.id DESC LIMIT ?
          """
      try db.forEachRow(query, [.id(annotator), .integer(max(0, limit))]) { row in
        undone.append(try reader.record(row))
      }
      return undone.reversed()
    }
  }

  private static func annotationSessions(
    of annotator: AnnotatorID, in db: Database
  ) throws -> [(key: Int64, newest: EventID)] {
    var sessions: [(key: Int64, newest: EventID)] = []
    let query = """
      SELECT session.key, (SELECT max(event.id) FROM event WHERE event.session = session.key) AS newest
      FROM annotator
      CROSS JOIN session ON session.annotator = annotator.key
      WHERE annotator.id = ? AND session.origin = 'annotation' AND newest IS NOT NULL
      ORDER BY newest DESC
      """
    try db.forEachRow(query, [.id(annotator)]) { row in
      sessions.append((try row.integer64(0), try row.id(1)))
    }
    return sessions
  }

  package func remarks(on trial: TrialID) throws(StoreFault) -> Remarks {
    try read { db in
      let query = """
        SELECT remark.flagged, remark.note FROM trial CROSS JOIN remark ON remark.trial = trial.key WHERE trial.id = ?
        """
      return try db.row(query, [.id(trial)]) { row in
        Remarks(flagged: try row.flag(0), note: try row.optionalText(1))
      } ?? Remarks()
    }
  }

  package func hasBeenRevealed(_ trial: TrialID) throws(StoreFault) -> Bool {
    try read { db in
      let query = """
        SELECT EXISTS (
          SELECT 1 FROM trial
          CROSS JOIN event ON event.trial = trial.key
          CROSS JOIN session ON session.key = event.session
          WHERE trial.id = ? AND event.kind = 'choice' AND session.reveal <> 'never')
        """
      return try db.row(query, [.id(trial)]) { try $0.flag(0) } ?? false
    }
  }

  package func choices(on comparison: ComparisonID) throws(StoreFault) -> [ChoiceRecord] {
    try read { db in
      guard let stored = try db.storedComparison(comparison) else { return [] }
      var reader = ChoiceReader(db)
      var records: [ChoiceRecord] = []
      // The plus keeps the planner on the index of the trials.
      try db.forEachRow(
        ChoiceReader.selectByTrial + " WHERE trial.comparison = ? ORDER BY +choice.event",
        [.integer(stored.key)]
      ) { row in records.append(try reader.record(row)) }
      return records
    }
  }

  package func latestEventID() throws(StoreFault) -> EventID? {
    try read { db in
      let query = """
        SELECT max((SELECT max(event.id) FROM event WHERE event.session = session.key)) AS newest
        FROM session WHERE session.origin = 'annotation'
        """
      return try db.row(query) { row in row.isNull(0) ? nil : try row.id(0) } ?? nil
    }
  }

  package func forEachChoice(_ body: (ChoiceRecord) throws -> Void) throws {
    try stream { db in
      var reader = ChoiceReader(db)
      try db.forEachRow(ChoiceReader.select + " ORDER BY choice.event") { row in
        try body(try reader.record(row))
      }
    }
  }
}
