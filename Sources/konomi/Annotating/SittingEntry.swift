import FoundationEssentials
import Glibc
import Preferences
import Storage

/// The way of an annotator to a database: nobody sits at two terminals at once without knowing it.
struct SittingEntry {
  let database: String
  let annotator: Annotator
  let takesOver: Bool

  /// Asks at the terminal where the annotator sits elsewhere already.
  /// - Throws: `CommandFailure` where that sitting is to go on.
  func enter() throws -> Sitting {
    switch try enter(takingOver: takesOver) {
    case .entered(let sitting): return sitting
    case .occupied(let note):
      guard isatty(STDIN_FILENO) == 1, wantsToTakeOver(from: note) else { throw refusal(note) }
      guard case .entered(let sitting) = try enter(takingOver: true) else { throw refusal(note) }
      return sitting
    }
  }

  private func enter(takingOver: Bool) throws -> Sitting.Entry {
    let note = SittingNote(
      process: getpid(), terminal: ttyname(STDIN_FILENO).map { String(cString: $0) },
      since: Timestamp(.now))
    return try Sitting.enter(note, of: annotator.id, onDatabaseAt: database, takingOver: takingOver)
  }

  private func wantsToTakeOver(from note: SittingNote) -> Bool {
    StandardError.print("\(annotator.name) is annotating this database already, \(note.words).")
    StandardError.print("t and Enter go on here: nothing more is recorded there. Enter alone leaves.")
    return readLine()?.lowercased() == "t"
  }

  private func refusal(_ note: SittingNote) -> CommandFailure {
    CommandFailure(
      .unavailable,
      "\(annotator.name) is annotating \(database) already, \(note.words): go on there, take over with "
        + "--take-over, or use another name with --annotator")
  }
}
