import FoundationEssentials
import Glibc
import Preferences
import Synchronization

/// One annotator at work on a database. While it lasts a file beside the database is locked, by a lock that the kernel
/// releases however the process ends; nothing that a crash leaves behind stands in anybody's way.
///
/// The file is named by the annotator. Who takes a sitting over puts a new file in its place, which is how the former
/// one comes to know.
package final class Sitting: Sendable {
  private let path: String
  private let folder: String
  private let prefix: String
  private let lock: SittingLock
  private let note: Mutex<SittingNote>

  package enum Entry: Sendable {
    case entered(Sitting)
    /// The annotator sits elsewhere already.
    case occupied(by: SittingNote)
  }

  private init(path: String, folder: String, prefix: String, lock: consuming SittingLock, note: SittingNote) {
    self.path = path
    self.folder = folder
    self.prefix = prefix
    self.lock = lock
    self.note = Mutex(note)
  }

  /// - Parameter takingOver: from a sitting of the same annotator that goes on, which then can record nothing more.
  /// - Throws: `StoreFault` where no file can be made beside the database.
  package static func enter(
    _ note: SittingNote, of annotator: AnnotatorID, onDatabaseAt database: String, takingOver: Bool
  ) throws(StoreFault) -> Entry {
    let place = URL(filePath: FilePaths.resolved(database))
    let folder = place.deletingLastPathComponent().path
    let prefix = place.lastPathComponent + ".sitting-"
    let path = "\(folder)/\(prefix)\(annotator)"
    if takingOver { unlink(path) }
    switch SittingLock.take(path, withModeOf: place.path) {
    case .taken(let lock):
      lock.write(note.text)
      return .entered(Sitting(path: path, folder: folder, prefix: prefix, lock: lock, note: note))
    case .heldByAnother(let text):
      return .occupied(by: SittingNote(text) ?? SittingNote(process: 0, terminal: nil, since: note.since))
    case .failed(let code):
      throw code == ENOSPC || code == EDQUOT
        ? .diskFull(path: path) : .cannotOpen(path: path, reason: String(cString: strerror(code)))
    }
  }

  /// The sitting that took this one over; `nil` while none has. Cost: a call of `stat`.
  package func successor() -> SittingNote? {
    guard let other = FileIdentity.Node(at: path), other != lock.node else { return nil }
    guard let text = SittingLock.holdersText(path) else { return nil }
    return SittingNote(text)
  }

  deinit {
    if FileIdentity.Node(at: path) == lock.node { unlink(path) }
  }
}

extension Sitting: QuestionsInFront {
  package func put(_ question: QuestionID) {
    let text = note.withLock { note -> String? in
      guard note.front?.question != question else { return nil }
      note.front = SittingNote.Front(question: question, since: Self.now())
      return note.text
    }
    if let text { lock.write(text) }
  }

  /// Reads the file of each annotator at work.
  package func annotatorsBefore(on question: QuestionID) -> Int {
    guard let mine = note.withLock({ $0.front }), mine.question == question,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return 0 }
    return names.count { name in
      let other = "\(folder)/\(name)"
      guard name.hasPrefix(prefix), other != path, let text = SittingLock.holdersText(other),
        let front = SittingNote(text)?.front, front.question == question
      else { return false }
      return (front.since, other) < (mine.since, path)
    }
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
