import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Tensors

@Suite struct WorkersTests {
  @Test(arguments: [Workers.Priority.normal, .background], [1, 2, 5])
  func everyIndexIsDoneOnce(priority: Workers.Priority, count: Int) {
    let workers = Workers(count: count, priority: priority)
    let done = Mutex([Int](repeating: 0, count: 300))
    for _ in 0..<20 {
      workers.forEach(300) { index, worker in
        #expect((0..<count).contains(worker))
        done.withLock { $0[index] += 1 }
      }
    }
    #expect(done.withLock { $0.allSatisfy { $0 == 20 } })
    #expect(workers.map(300) { $0 * $0 } == (0..<300).map { $0 * $0 })
  }

  @Test func callersFromSeveralThreadsDoNotMixTheirWork() {
    let sums = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { caller in
      let parts = Workers(count: 3, priority: .background).map(100) { $0 + 1000 * caller }
      sums.withLock { $0.append(parts.reduce(0, +)) }
    }
    #expect(sums.withLock { $0.sorted() } == (0..<8).map { 4950 + 100_000 * $0 })
  }

  @Test func backgroundWorkRunsAtALowerPriorityAndTheCallerKeepsItsOwn() {
    @Sendable func niceness() -> Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }
    let before = niceness()
    let seen = Mutex<Set<Int32>>([])
    let finished = DispatchSemaphore(value: 0)
    BackgroundThread.start {
      Workers(count: 2, priority: .background).forEach(200) { _, _ in
        _ = seen.withLock { $0.insert(niceness()) }
      }
      finished.signal()
    }
    finished.wait()
    #expect(seen.withLock { $0 } == [max(before, 10)])
    #expect(niceness() == before)
  }
}
