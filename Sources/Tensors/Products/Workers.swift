import CKernels
import Dispatch
import Synchronization

/// The threads that divide a piece of work.
package struct Workers: Hashable, Sendable {
  package let count: Int
  package let priority: Priority

  package enum Priority: Hashable, Sendable {
    case normal
    /// Gives way to all else, for work that nobody waits for. The caller is to be on a `BackgroundThread`.
    case background
  }

  /// - Parameter count: `nil` takes every processor that this process may run on.
  package init(count: Int? = nil, priority: Priority = .normal) {
    self.count = max(1, count ?? Self.processorCount)
    self.priority = priority
  }

  /// Processors that the system lets this process use, which `taskset` and batch systems narrow.
  package static let processorCount = kernels_processor_count()

  /// Calls `body` for each index, on several threads at once; returns when all are done. Whoever is free takes
  /// the next index.
  /// - Parameter body: the index, and which of `0..<count` threads it runs on, so that scratch memory can be kept
  ///   for each thread.
  package func forEach(_ indices: Int, _ body: @Sendable (_ index: Int, _ worker: Int) -> Void) {
    guard count > 1, indices > 1 else {
      for index in 0..<indices { body(index, 0) }
      return
    }
    let next = Atomic(0)
    onThreads(min(count, indices)) { worker in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < indices else { return }
        body(index, worker)
      }
    }
  }

  private func onThreads(_ count: Int, _ body: @Sendable (Int) -> Void) {
    switch priority {
    case .normal: DispatchQueue.concurrentPerform(iterations: count, execute: body)
    case .background: BackgroundThreads.shared.run(count, body)
    }
  }

  /// What `body` makes of each index, in the order of the indices.
  package func map<Element: Sendable>(_ indices: Int, _ body: @Sendable (Int) -> Element) -> [Element] {
    let elements = Mutex([Element?](repeating: nil, count: indices))
    forEach(indices) { index, _ in
      let element = body(index)
      elements.withLock { $0[index] = element }
    }
    return elements.withLock { $0.compactMap { $0 } }
  }
}
