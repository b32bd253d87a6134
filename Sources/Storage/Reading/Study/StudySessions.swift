import GRDB
import Preferences

/// All sessions of a file, and who sat in them.
struct StudySessions {
  private var index = KeyIndex()
  private(set) var sessions: [StudySession] = []
  private(set) var annotators: [Annotator] = []
  /// By session, the place of its annotator.
  private(set) var annotatorOf: [Int32] = []

  init(_ db: Database) throws {
    var keys = KeyIndex()
    try db.forEachRow("SELECT key, name FROM annotator ORDER BY key") { row in
      keys.append(try row.integer64(0))
      let name = try row.text(1)
      do {
        annotators.append(try Annotator(asStored: name))
      } catch {
        throw StoreFault.inconsistent("\(error)")
      }
    }
    try db.forEachRow("SELECT key, id, annotator, origin, started_at FROM session ORDER BY key") { row in
      index.append(try row.integer64(0))
      guard let annotator = keys[try row.integer64(2)] else {
        throw StoreFault.inconsistent("a session's annotator is missing")
      }
      annotatorOf.append(Int32(annotator))
      sessions.append(
        StudySession(
          id: try row.id(1), origin: try row.word(3),
          startedAt: Timestamp(milliseconds: try row.integer64(4))))
    }
  }

  /// The place of a session by its key.
  func place(_ key: Int64) throws(StoreFault) -> Int32 {
    guard let place = index[key] else { throw .inconsistent("a session that others refer to is missing") }
    return Int32(place)
  }
}
