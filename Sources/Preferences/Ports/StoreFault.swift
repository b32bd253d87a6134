/// Why a store could not do what was asked. Nothing of a failed call is kept.
package enum StoreFault: Error, Hashable, Sendable {
  case cannotOpen(path: String, reason: String)
  case notADatabase(path: String)
  case newerSchema(path: String, found: Int, known: Int)
  case readOnly(path: String)
  case diskFull(path: String)
  case busy(path: String)
  /// The path leads to another file than the one that is open, or to none: what is written would not be found there.
  case moved(path: String, part: Part)
  /// What an event says of its trial is no longer so: the same annotator has chosen, undone or redone elsewhere.
  /// - standing: the choice that stands now.
  case overtaken(standing: Choice?)
  /// A path moved, an event for an unknown session, a choice that does not fit its trial.
  case inconsistent(String)
  /// The file cannot be read as the database it once was.
  case damaged(path: String, reason: String)
  case failed(path: String, reason: String)

  package enum Part: Hashable, Sendable {
    case database
    /// The files that SQLite keeps beside it while it is open.
    case log
  }
}

extension StoreFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      "\(path): cannot be opened: \(reason); check the path or name another file with --db"
    case .notADatabase(let path):
      "\(path): not a konomi database, left as it is; name another file with --db"
    case .newerSchema(let path, let found, let known):
      "\(path): written by a newer konomi (schema \(found), known here up to \(known)), left as it is; update konomi"
    case .readOnly(let path):
      "\(path): cannot be written; make the file and its folder writable or name another file with --db"
    case .diskFull(let path):
      "\(path): the disk is full; free some space and go on, what was recorded before is kept"
    case .busy(let path):
      "\(path): another program keeps it locked; close that program or try again later"
    case .moved(let path, let part):
      "\(path)\(part == .log ? "-wal" : "") was moved, removed or replaced while it was open: put it back and try again"
    case .overtaken(standing: _):
      "this trial was judged or undone in another sitting of the same annotator meanwhile"
    case .inconsistent(let reason):
      "the data do not fit together: \(reason); nothing was changed"
    case .damaged(let path, let reason):
      "\(path): the file is damaged: \(reason); restore a backup, or save what is left with sqlite3's .recover"
    case .failed(let path, let reason):
      "\(path): \(reason); check the disk and try again"
    }
  }
}
