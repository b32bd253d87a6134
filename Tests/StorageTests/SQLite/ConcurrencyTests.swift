import Dispatch
import Preferences
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
  @Test func twoStoresWriteOneFileAtOnce() throws {
    let folder = try TemporaryFolder()
    let path = folder["choices.sqlite"]
    let stores = [try SQLiteChoiceStore(path: path), try SQLiteChoiceStore(path: path)]
    let comparison = try Fixture.comparison(1)
    _ = try stores[0].add([ImportedComparison(comparison: comparison)])
    let faults = Mutex<[String]>([])

    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      do {
        let store = stores[worker % 2]
        let session = Fixture.session(worker, of: try Fixture.annotator(worker))
        try store.begin(session)
        for number in 0..<25 {
          let number = worker * 1000 + number
          let trial = try Fixture.trial(number, of: comparison)
          try store.record(Fixture.event(number, in: session, on: trial, Fixture.choice(.tie)), of: trial)
          _ = try store.latestChoices(of: session.annotator.id, limit: 3)
        }
      } catch {
        faults.withLock { $0.append("\(error)") }
      }
    }

    #expect(faults.withLock { $0 } == [])
    for store in stores {
      #expect(try store.counts() == StoreCounts(comparisons: 1, candidates: 2, annotators: 4, choices: 100))
    }
  }

  @Test func manyProcessesMayCreateTheSameFile() throws {
    for _ in 0..<20 { try createFromManyThreads() }
  }

  private func createFromManyThreads() throws {
    let folder = try TemporaryFolder()
    let path = folder["choices.sqlite"]
    let faults = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { worker in
      do {
        let store = try SQLiteChoiceStore(path: path)
        _ = try store.add([ImportedComparison(comparison: try Fixture.comparison(worker))])
      } catch {
        faults.withLock { $0.append("\(error)") }
      }
    }
    #expect(faults.withLock { $0 } == [])
    #expect(try SQLiteChoiceStore(path: path).counts().comparisons == 8)
  }

  @Test func aStreamSeesOneStateAndHoldsUpNoWriter() throws {
    let sample = try SampleFile()
    let store = try SQLiteChoiceStore(path: sample.path)
    let other = try SQLiteChoiceStore(path: sample.path)
    var seen = 0
    try store.forEachChoice { _ in
      seen += 1
      for number in 2..<5 {
        let trial = try Fixture.trial(number, of: sample.comparison)
        try other.record(
          Fixture.event(number, in: sample.session, on: trial, Fixture.choice(.tie)), of: trial)
      }
    }
    #expect(seen == 1)
    #expect(try store.counts().choices == 4)
  }
}
