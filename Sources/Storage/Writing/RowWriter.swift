import GRDB
import Preferences

/// Writes rows inside one transaction, and remembers for its length what it looked up.
struct RowWriter {
  let db: Database
  private var sessions: [SessionID: Int64] = [:]
  /// The last one asked for: scores of one comparison come together.
  private var comparison: (id: ComparisonID, stored: StoredComparison)?

  init(_ db: Database) {
    self.db = db
  }

  /// Inserts a row unless a row with this id is there.
  /// - Returns: the row's key, whichever it is.
  func insert(_ sql: String, _ values: [Value], orFind query: String, _ id: Value) throws -> (
    key: Int64, isNew: Bool
  ) {
    if try db.run(sql, values) > 0 { return (db.lastInsertedRowID, true) }
    guard let key = try db.row(query, [id], read: { try $0.integer64(0) }) else {
      throw StoreFault.inconsistent("a row is there under another id")
    }
    return (key, false)
  }

  /// - Throws: `StoreFault.inconsistent` for an unknown session.
  mutating func key(of session: SessionID) throws -> Int64 {
    if let key = sessions[session] { return key }
    guard
      let key = try db.row(
        "SELECT key FROM session WHERE id = ?", [.id(session)], read: { try $0.integer64(0) })
    else {
      throw StoreFault.inconsistent("no session \(session)")
    }
    sessions[session] = key
    return key
  }

  /// Inserts the annotator where there is none of this id.
  func key(of annotator: Annotator) throws -> Int64 {
    try insert(
      "INSERT INTO annotator (id, name) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
      [.id(annotator.id), .text(annotator.name)],
      orFind: "SELECT key FROM annotator WHERE id = ?", .id(annotator.id)
    ).key
  }

  mutating func stored(_ id: ComparisonID) throws -> StoredComparison? {
    if let comparison, comparison.id == id { return comparison.stored }
    comparison = try db.storedComparison(id).map { (id, $0) }
    return comparison?.stored
  }

  /// Leaves a session that is there as it is.
  mutating func insert(_ session: Session) throws {
    guard sessions[session.id] == nil else { return }
    let annotator = try key(of: session.annotator)
    let settings = session.settings
    sessions[session.id] =
      try insert(
        """
        INSERT INTO session (
          id, annotator, origin, mode, seed, pairs_per_comparison, annotators_per_trial, repeat_share, reveal,
          started_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
        """,
        [
          .id(session.id), .integer(annotator), .text(session.origin.rawValue),
          .text(settings.mode.rawValue),
          .integer(Int64(bitPattern: settings.seed)), .optional(settings.pairsPerComparison),
          .optional(settings.annotatorsPerTrial), .real(settings.repeatShare),
          settings.reveal.map { .text($0.rawValue) } ?? .null,
          .integer(session.startedAt.milliseconds),
        ],
        orFind: "SELECT key FROM session WHERE id = ?", .id(session.id)
      ).key
  }
}
