import Preferences
import Storage
import TestSupport
import Testing

@Suite(.enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"))
struct DiskFullTests {
  @Test func aFullDiskIsAFaultAndKeepsWhatWasRecorded() throws {
    let disk = try SmallDisk()
    let path = disk.folder["choices.sqlite"]
    let store = try SQLiteChoiceStore(path: path)
    var kept = 0

    let fault = #expect(throws: StoreFault.self) {
      for _ in 0..<1000 {
        _ = try store.add((0..<50).map { ImportedComparison(comparison: try Fixture.comparison(kept + $0)) })
        kept += 50
      }
    }

    #expect(fault == .diskFull(path: path))
    #expect(kept > 0)
    #expect(try store.counts().comparisons == kept)
  }

  @Test func aDiskThatIsFullFromTheStartIsAFault() throws {
    let disk = try SmallDisk()
    try disk.fill()
    let path = disk.folder["choices.sqlite"]
    #expect(throws: StoreFault.diskFull(path: path)) { try SQLiteChoiceStore(path: path) }
  }
}
