import Synchronization

/// What waits and what is being prepared. A value: the preparer guards it by a lock.
struct PreparationQueue {
  /// Requests for one key, answered together.
  struct Job {
    let key: PictureKey
    var paths: [String]
    var priority: PictureRequest.Priority
    var tokens: [UInt64]
  }

  struct Running {
    let cancellation: Cancellation
    let paths: [String]
    var tokens: [UInt64]
  }

  /// Raised once, by whoever no longer wants the result.
  final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var isRaised: Bool { flag.load(ordering: .relaxed) }

    func raise() { flag.store(true, ordering: .relaxed) }
  }

  private(set) var waiting: [Job] = []
  private(set) var running: [PictureKey: Running] = [:]

  /// Joins a request to one for the same key that waits, or that runs and tries all its files, or queues it.
  mutating func add(_ request: PictureRequest) {
    if let job = running[request.key], !job.cancellation.isRaised,
      request.paths.allSatisfy(job.paths.contains)
    {
      running[request.key]?.tokens.append(request.token)
    } else if let index = waiting.firstIndex(where: { $0.key == request.key }) {
      waiting[index].tokens.append(request.token)
      waiting[index].paths += request.paths.filter { !waiting[index].paths.contains($0) }
      if request.priority == .visible { waiting[index].priority = .visible }
    } else {
      waiting.append(
        Job(key: request.key, paths: request.paths, priority: request.priority, tokens: [request.token]))
    }
  }

  /// Takes the next job: visible ones first, each kind in the order it came. A key that still runs, though
  /// cancelled, is left for the worker that finishes it.
  mutating func start() -> (job: Job, cancellation: Cancellation)? {
    let isReady = { [running] (job: Job) in running[job.key] == nil }
    guard
      let index = waiting.firstIndex(where: { $0.priority == .visible && isReady($0) })
        ?? waiting.firstIndex(where: isReady)
    else { return nil }
    let job = waiting.remove(at: index)
    let cancellation = Cancellation()
    running[job.key] = Running(cancellation: cancellation, paths: job.paths, tokens: job.tokens)
    return (job, cancellation)
  }

  /// - Returns: the tokens that wait for the result; none after a cancellation.
  mutating func finish(_ key: PictureKey) -> [UInt64] {
    running.removeValue(forKey: key)?.tokens ?? []
  }

  /// Drops what waits and stops what runs, but for these keys.
  mutating func cancel(except keys: Set<PictureKey>) {
    waiting.removeAll { !keys.contains($0.key) }
    for key in running.keys where !keys.contains(key) {
      running[key]?.cancellation.raise()
      running[key]?.tokens = []
    }
  }
}
