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

  @Test func manyConnectionsScoreTheSameAtOnce() throws {
    let folder = try TemporaryFolder()
    let path = folder["choices.sqlite"]
    let scorer = try Fixture.scorer(1)
    let comparisons = try (0..<20).map { try Fixture.comparison($0) }
    let stores = try (0..<4).map { _ in try SQLiteChoiceStore(path: path) }
    _ = try stores[0].add(comparisons.map { ImportedComparison(comparison: $0) })
    let faults = Mutex<[String]>([])

    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      do {
        let store = stores[worker]
        try store.add(scorer)
        for comparison in comparisons {
          let image = comparison.candidates[0].image
          try store.keep(
            images: [image: Fixture.embedding(worker)],
            prompts: [comparison.prompt: Fixture.embedding(worker)],
            by: scorer.id)
          try store.record(Fixture.scores(of: comparison, plus: Double(worker)), by: scorer.id)
        }
      } catch {
        faults.withLock { $0.append("\(error)") }
      }
    }

    #expect(faults.withLock { $0 } == [])
    #expect(try stores[1].scorers() == [scorer])
    #expect(try stores[1].comparisonsLackingScores(by: scorer.id).isEmpty)
    // Each batch is of one worker.
    for scored in try stores[2].scoredComparisons(by: scorer.id) {
      let byWorker = (0..<4).map {
        Fixture.byImage(Fixture.scores(of: scored.comparison, plus: Double($0)))
      }
      #expect(byWorker.contains(scored.scores))
    }
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
