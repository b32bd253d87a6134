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

  @Test func aDiskThatFillsUpWithEmbeddingsKeepsWholeBatches() throws {
    let disk = try SmallDisk()
    let path = disk.folder["choices.sqlite"]
    let store = try SQLiteChoiceStore(path: path)
    let scorer = try Fixture.scorer(1)
    try store.add(scorer)
    var kept = 0
    func batch(_ start: Int) throws -> [ImageID: Embedding] {
      try Dictionary(
        uniqueKeysWithValues: (start..<start + 10).map {
          (try Fixture.image($0), try Fixture.embedding($0, dimension: 768))
        })
    }

    let fault = #expect(throws: StoreFault.self) {
      for _ in 0..<100 {
        try store.keep(images: batch(kept), prompts: [:], by: scorer.id)
        kept += 10
      }
    }

    #expect(fault == .diskFull(path: path))
    #expect(kept > 0)
    let images = try (0..<kept + 10).map(Fixture.image)
    #expect(try store.imageEmbeddings(of: images, by: scorer.id).count == kept)
  }

  @Test func aDiskThatIsFullFromTheStartIsAFault() throws {
    let disk = try SmallDisk()
    try disk.fill()
    let path = disk.folder["choices.sqlite"]
    #expect(throws: StoreFault.diskFull(path: path)) { try SQLiteChoiceStore(path: path) }
  }
}
