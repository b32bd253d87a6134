import Foundation
import Preferences
@testable import Storage
import TestSupport
import Testing

@Suite struct OpeningTests {
  @Test func makesTheFoldersThatLeadToTheFile() throws {
    let folder = try TemporaryFolder()
    let path = folder["a/b c/é?#%.sqlite"]
    do {
      let store = try SQLiteChoiceStore(path: path)
      _ = try store.add([ImportedComparison(comparison: try Fixture.comparison(1))])
    }
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(try SQLiteChoiceStore(path: path).counts().comparisons == 1)
    #expect(try SQLiteChoiceStore(readOnlyAt: path).counts().comparisons == 1)
  }

  @Test func closingLeavesOneFile() throws {
    let sample = try SampleFile()
    #expect(try Array(sample.folder.contents().keys) == ["choices.sqlite"])
  }

  @Test func openingAnUpToDateFileDoesNotChangeIt() throws {
    let sample = try SampleFile()
    let before = try sample.folder.contents()
    do {
      let store = try SQLiteChoiceStore(path: sample.path)
      #expect(try store.counts().choices == 1)
    }
    #expect(try sample.folder.contents() == before)
  }

  @Test(arguments: [false, true])
  func aNewerSchemaIsRefusedAndLeftAsItIs(readOnly: Bool) throws {
    let sample = try SampleFile()
    try RawDatabase(path: sample.path).execute("PRAGMA user_version = \(Schema.migrations.count + 1)")
    let before = try sample.folder.contents()

    #expect(
      throws: StoreFault.newerSchema(
        path: sample.path, found: Schema.migrations.count + 1, known: Schema.migrations.count)
    ) {
      try open(sample.path, readOnly: readOnly)
    }

    #expect(try sample.folder.contents() == before)
  }

  /// The newer version lies in the write-ahead log that a killed program left; the header is still the old one.
  @Test func aNewerSchemaIsSeenInTheWriteAheadLog() throws {
    let sample = try SampleFile()
    let raw = try RawDatabase(path: sample.path)
    try raw.execute("PRAGMA user_version = \(Schema.migrations.count + 1)")
    #expect(
      throws: StoreFault.newerSchema(
        path: sample.path, found: Schema.migrations.count + 1, known: Schema.migrations.count)
    ) {
      try SQLiteChoiceStore(path: sample.path)
    }
    withExtendedLifetime(raw) {}
  }

  @Test(arguments: [
    "not a database, but text long enough to hold a header of one hundred bytes: " + "0123456789", "x",
  ])
  func textIsNoDatabase(text: String) throws {
    let folder = try TemporaryFolder()
    let path = folder["notes.txt"]
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let before = try folder.contents()
    for readOnly in [false, true] {
      #expect(throws: StoreFault.notADatabase(path: path)) { try open(path, readOnly: readOnly) }
    }
    #expect(try folder.contents() == before)
  }

  @Test func aDatabaseOfAnotherProgramIsLeftAsItIs() throws {
    let folder = try TemporaryFolder()
    let path = folder["places.sqlite"]
    try RawDatabase(path: path).execute("CREATE TABLE bookmark (url TEXT)")
    let before = try folder.contents()
    for readOnly in [false, true] {
      #expect(throws: StoreFault.notADatabase(path: path)) { try open(path, readOnly: readOnly) }
    }
    #expect(try folder.contents() == before)
  }

  @Test func anEmptyFileBecomesADatabase() throws {
    let folder = try TemporaryFolder()
    let path = folder["empty.sqlite"]
    try Data().write(to: URL(filePath: path))
    #expect(throws: StoreFault.notADatabase(path: path)) { try SQLiteChoiceStore(readOnlyAt: path) }
    #expect(try SQLiteChoiceStore(path: path).counts().comparisons == 0)
  }

  @Test func aFolderIsNoFile() throws {
    let folder = try TemporaryFolder()
    for readOnly in [false, true] {
      #expect(throws: StoreFault.cannotOpen(path: folder.path, reason: "it is not a file")) {
        try open(folder.path, readOnly: readOnly)
      }
    }
  }

  @Test func aMissingFileCannotBeRead() throws {
    let folder = try TemporaryFolder()
    let path = folder["none.sqlite"]
    #expect(throws: StoreFault.cannotOpen(path: path, reason: "No such file or directory")) {
      try SQLiteChoiceStore(readOnlyAt: path)
    }
    #expect(try folder.contents().isEmpty)
  }

  @Test func aFileCannotBeAFolder() throws {
    let sample = try SampleFile()
    let path = sample.path + "/below.sqlite"
    let fault = #expect(throws: StoreFault.self) { try SQLiteChoiceStore(path: path) }
    guard case .cannotOpen(path, _) = fault else {
      Issue.record("gave \(String(describing: fault))")
      return
    }
  }

  private func open(_ path: String, readOnly: Bool) throws(StoreFault) {
    _ = readOnly ? try SQLiteChoiceStore(readOnlyAt: path) : try SQLiteChoiceStore(path: path)
  }
}
