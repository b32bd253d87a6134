import Foundation
import Glibc
import Preferences
import Storage
import TestSupport
import Testing

@Suite struct ReadOnlyTests {
  static let permissionsHold = geteuid() != 0

  @Test func aStoreOpenedForReadingRefusesToWrite() throws {
    let sample = try SampleFile()
    let before = try sample.folder.contents()
    do {
      let store = try SQLiteChoiceStore(readOnlyAt: sample.path)
      #expect(try store.allChoices().count == 1)
      #expect(throws: StoreFault.readOnly(path: sample.path)) { try store.begin(sample.session) }
      #expect(throws: StoreFault.readOnly(path: sample.path)) { try store.add([]) }
      #expect(throws: StoreFault.readOnly(path: sample.path)) {
        try store.record(sample.event(2), of: sample.trial)
      }
    }
    #expect(try sample.folder.contents() == before)
  }

  @Test func scoresCanBeReadAndNotWrittenThere() throws {
    let sample = try SampleFile()
    let scorer = try Fixture.scorer(1)
    let scores = Fixture.scores(of: sample.comparison)
    do {
      let store = try SQLiteChoiceStore(path: sample.path)
      try store.add(scorer)
      try store.record(scores, by: scorer.id)
    }
    let store = try SQLiteChoiceStore(readOnlyAt: sample.path)
    #expect(try store.scoredComparisons(by: scorer.id).map(\.scores) == [Fixture.byImage(scores)])
    let refused = StoreFault.readOnly(path: sample.path)
    // One that is known can be asked there.
    try store.add(scorer)
    #expect(throws: refused) { try store.add(Fixture.scorer(2)) }
    #expect(throws: refused) { try store.record(scores, by: scorer.id) }
    #expect(throws: refused) { try store.keep(images: [:], prompts: [:], by: scorer.id) }
  }

  @Test func readsWhatAnotherConnectionHasJustWritten() throws {
    let sample = try SampleFile()
    let writing = try SQLiteChoiceStore(path: sample.path)
    let reading = try SQLiteChoiceStore(readOnlyAt: sample.path)
    try writing.record(sample.event(2), of: sample.trial)
    #expect(try reading.latestEventID() == Fixture.eventID(2))
  }

  @Test(.enabled(if: permissionsHold, "root may write anywhere"), arguments: [0o444, 0o000])
  func aFileWithoutPermission(mode: Int) throws {
    let sample = try SampleFile()
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: sample.path)
    let fault = #expect(throws: StoreFault.self) { try SQLiteChoiceStore(path: sample.path) }
    switch fault {
    case .readOnly where mode == 0o444, .cannotOpen where mode == 0: break
    default: Issue.record("gave \(String(describing: fault))")
    }
    if mode == 0o444 { #expect(try SQLiteChoiceStore(readOnlyAt: sample.path).allChoices().count == 1) }
  }

  @Test(.enabled(if: permissionsHold, "root may write anywhere"))
  func aFolderWithoutPermission() throws {
    let sample = try SampleFile()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: sample.folder.path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sample.folder.path)
    }

    #expect(try SQLiteChoiceStore(readOnlyAt: sample.path).allChoices().count == 1)
    let existing = #expect(throws: StoreFault.self) { try SQLiteChoiceStore(path: sample.path) }
    #expect(existing == .readOnly(path: sample.path))
    let fresh = #expect(throws: StoreFault.self) {
      try SQLiteChoiceStore(path: sample.folder["new.sqlite"])
    }
    guard case .cannotOpen = fresh else {
      Issue.record("gave \(String(describing: fresh))")
      return
    }
  }
}
