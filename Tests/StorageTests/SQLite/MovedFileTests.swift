import Foundation
import Preferences
import TestSupport
import Testing

@testable import Storage

/// The files of a database that is open come to be others, or none.
@Suite struct MovedFileTests {
  enum Mishap: CaseIterable {
    case removed
    case moved
    case replacedByABackup
    case logRemoved
    case indexRemoved

    func befall(_ path: String, backup: String) throws {
      let files = FileManager.default
      switch self {
      case .removed: try files.removeItem(atPath: path)
      case .moved: try files.moveItem(atPath: path, toPath: path + ".moved")
      case .replacedByABackup:
        try files.removeItem(atPath: path)
        try files.copyItem(atPath: backup, toPath: path)
      case .logRemoved: try files.removeItem(atPath: path + "-wal")
      case .indexRemoved: try files.removeItem(atPath: path + "-shm")
      }
    }
  }

  /// A choice on a trial of its own.
  private func record(_ number: Int, in store: SQLiteChoiceStore, of sample: SampleFile) throws -> EventID {
    let trial = try Fixture.trial(number, of: sample.comparison)
    let event = Fixture.event(number, in: sample.session, on: trial, Fixture.choice(.tie))
    try store.commit(event, of: trial)
    return event.id
  }

  private func backup(of sample: SampleFile) throws -> String {
    let path = sample.folder["backup.sqlite"]
    try RawDatabase(path: sample.path).execute("VACUUM INTO '\(path)'")
    return path
  }

  @Test(arguments: Mishap.allCases)
  func aChoiceThatNobodyWouldFindIsNotCalledRecorded(_ mishap: Mishap) throws {
    let sample = try SampleFile()
    let backup = try backup(of: sample)
    let store = try SQLiteChoiceStore(path: sample.path)
    let kept = try record(2, in: store, of: sample)
    #expect(!store.hasMoved)
    try mishap.befall(sample.path, backup: backup)

    let fault = #expect(throws: StoreFault.self) { try record(3, in: store, of: sample) }
    guard case .moved(sample.path, part: _) = fault else {
      Issue.record("gave \(String(describing: fault))")
      return
    }
    #expect(store.hasMoved)
    #expect(try store.latestEventID() == kept)
    #expect(throws: StoreFault.self) { try store.add([]) }
    #expect(throws: StoreFault.self) { try store.add(Fixture.scorer(1)) }
  }

  @Test(arguments: Mishap.allCases)
  func aRescueHoldsEverythingAndTheStoreGoesOnThere(_ mishap: Mishap) throws {
    let sample = try SampleFile()
    let backup = try backup(of: sample)
    var store: SQLiteChoiceStore? = try SQLiteChoiceStore(path: sample.path)
    let kept = try record(2, in: try #require(store), of: sample)
    try mishap.befall(sample.path, backup: backup)

    let path = try #require(try store?.rescue())
    #expect(store?.hasMoved == false)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let after = try record(3, in: try #require(store), of: sample)
    store = nil
    let expected = [Fixture.eventID(1), kept, after]
    #expect(try SQLiteChoiceStore(path: path).allChoices().map(\.choice.event) == expected)
    #expect(try RawDatabase(path: path).rows("PRAGMA integrity_check") == ["ok"])
  }

  @Test func aFileThatIsPutBackIsWrittenAgain() throws {
    let sample = try SampleFile()
    let store = try SQLiteChoiceStore(path: sample.path)
    let moved = sample.folder["moved.sqlite"]
    try FileManager.default.moveItem(atPath: sample.path, toPath: moved)
    #expect(throws: StoreFault.self) { try record(2, in: store, of: sample) }
    try FileManager.default.moveItem(atPath: moved, toPath: sample.path)
    let event = try record(2, in: store, of: sample)
    #expect(try SQLiteChoiceStore(readOnlyAt: sample.path).latestEventID() == event)
  }

  @Test func aFileReachedByALinkIsFollowed() throws {
    let sample = try SampleFile()
    let link = sample.folder["link.sqlite"]
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: sample.path)
    let store = try SQLiteChoiceStore(path: link)
    _ = try record(2, in: store, of: sample)
    let other = try SampleFile()
    try FileManager.default.removeItem(atPath: link)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: other.path)
    #expect(throws: StoreFault.self) { try record(3, in: store, of: sample) }
  }

  @Test func aBackupMovedOverARunningDatabaseDoesNotMeetItsLog() throws {
    let sample = try SampleFile()
    let backup = try backup(of: sample)
    do {
      let store = try SQLiteChoiceStore(path: sample.path)
      for number in 2..<40 { _ = try record(number, in: store, of: sample) }
      try Mishap.replacedByABackup.befall(sample.path, backup: backup)
      withExtendedLifetime(store) {}
    }
    #expect(try sample.folder.names().filter { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") }.isEmpty)
    #expect(try SQLiteChoiceStore(path: sample.path).allChoices().map(\.choice.event) == [Fixture.eventID(1)])
    #expect(try RawDatabase(path: sample.path).rows("PRAGMA integrity_check") == ["ok"])
  }

  /// The files as a killed program leaves them: 400 comparisons in the log alone.
  private func killed(_ sample: SampleFile) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let store = try SQLiteChoiceStore(path: sample.path)
    _ = try store.add((10..<410).map { ImportedComparison(comparison: try Fixture.comparison($0)) })
    for suffix in ["", "-wal", "-shm"] {
      try FileManager.default.copyItem(atPath: sample.path + suffix, toPath: folder["study.db"] + suffix)
    }
    withExtendedLifetime(store) {}
    return folder
  }

  @Test(arguments: [false, true])
  func aBackupInThePlaceOfAKilledProgramsFileDoesNotMeetItsLog(readOnly: Bool) throws {
    let sample = try SampleFile()
    let backup = try backup(of: sample)
    let folder = try killed(sample)
    let path = folder["study.db"]
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: backup, toPath: path)
    do {
      let store =
        readOnly ? try SQLiteChoiceStore(readOnlyAt: path) : try SQLiteChoiceStore(path: path)
      #expect(try store.allChoices().map(\.choice.event) == [Fixture.eventID(1)])
      #expect(try store.counts().comparisons == 1)
    }
    #expect(try RawDatabase(path: path).rows("PRAGMA integrity_check") == ["ok"])
    #expect(try folder.names().contains("study.db-wal.of-another-file"))
  }

  @Test func aKilledProgramsOwnLogIsTakenIn() throws {
    let sample = try SampleFile()
    let folder = try killed(sample)
    // Younger than its log, as after a checkpoint.
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder["study.db"])
    #expect(try SQLiteChoiceStore(path: folder["study.db"]).counts().comparisons == 401)
  }
}
