import Foundation
import Glibc
import Preferences
import TestSupport
import Testing

@testable import Storage

@Suite(.enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"))
struct UnwritablePlaceTests {
  private let disk: SmallDisk
  private let sample: SampleFile
  private var path: String { disk.folder["choices.sqlite"] }

  init() throws {
    disk = try SmallDisk()
    sample = try SampleFile()
    try FileManager.default.copyItem(atPath: sample.path, toPath: disk.folder["choices.sqlite"])
  }

  @Test func aDatabaseOnAFullDiskIsReadWhole() throws {
    try disk.fill()
    for _ in 0..<2 {
      let store = try SQLiteChoiceStore(readOnlyAt: path)
      #expect(try store.allChoices().count == 1)
      #expect(try store.counts().comparisons == 1)
    }
  }

  @Test func aDatabaseOnAReadOnlyMediumIsReadWhole() throws {
    try disk.makeReadOnly()
    #expect(try SQLiteChoiceStore(readOnlyAt: path).allChoices().count == 1)
  }

  @Test func whatSomebodyWritesMeanwhileIsNoticed() throws {
    try disk.makeReadOnly()
    let store = try SQLiteChoiceStore(readOnlyAt: path)
    #expect(try store.allChoices().count == 1)
    try disk.makeWritable()
    do {
      let writing = try SQLiteChoiceStore(path: path)
      try writing.record(sample.event(2), of: sample.trial)
    }
    let fault = #expect(throws: StoreFault.self) { try store.counts() }
    #expect("\(fault, default: "none")".contains("another program wrote to it while it was read"))
    #expect(throws: StoreFault.self) { try store.allChoices() }
  }

  @Test func aLogThatCannotBeReadThereIsNotPassedOver() throws {
    try disk.folder.write([UInt8](repeating: 0, count: 8192), to: "choices.sqlite-wal")
    try disk.makeReadOnly()
    let fault = #expect(throws: StoreFault.self) { try SQLiteChoiceStore(readOnlyAt: path) }
    #expect("\(fault, default: "none")".contains("copy both to a place that can be written"))
  }
}

@Suite struct PrivateFileTests {
  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func aNewDatabaseAndWhatLiesBesideItAreTheirOwnersAlone() throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteChoiceStore(path: folder["new.db"])
    #expect(try store.counts().choices == 0)
    for name in ["new.db", "new.db-wal", "new.db-shm"] { #expect(mode(folder[name]) == 0o600) }
  }

  @Test func theModeOfADatabaseThatIsThereStaysAndItsLogHasIt() throws {
    let sample = try SampleFile()
    chmod(sample.path, 0o660)
    let store = try SQLiteChoiceStore(path: sample.path)
    try store.record(sample.event(2), of: sample.trial)
    for suffix in ["", "-wal", "-shm"] { #expect(mode(sample.path + suffix) == 0o660) }
  }
}
