// For threads alone, on which no result depends: see `drawBlocks`.
import Dispatch
import Synchronization

/// The weights of up to 16 replicates.
struct ReplicateBlock {
  var prompts: ClusterWeights
  var annotators: ClusterWeights
  /// Which of the 16 are wanted.
  var replicates = 0..<0
}

extension ClusterBootstrap {
  /// Replicates come in blocks of 16 that share a pass over the data. A block's random numbers depend on the seed
  /// and its place alone, so that it does not matter which thread draws it: threads or not, this is a function of
  /// its inputs.
  /// - Parameter compute: a result for each replicate of a block. Called on several threads.
  /// - Returns: a result for each replicate.
  func drawBlocks<Result: Sendable>(
    prompts: Int, annotators: Int, compute: @Sendable (ReplicateBlock) -> [Result]
  ) -> [Result] {
    let width = ClusterWeights.Lanes.scalarCount
    let blocks = (replicates + width - 1) / width
    let threads = min(threads, blocks)
    let results = Mutex([[Result]](repeating: [], count: blocks))
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      var block = ReplicateBlock(
        prompts: ClusterWeights(clusters: prompts), annotators: ClusterWeights(clusters: annotators))
      for place in stride(from: thread, to: blocks, by: threads) {
        if clusters != .annotators {
          var generator = SplitMix64(seed: seed, stream: 2 * UInt64(place))
          block.prompts.draw(&generator)
        }
        if clusters != .prompts {
          var generator = SplitMix64(seed: seed, stream: 2 * UInt64(place) + 1)
          block.annotators.draw(&generator)
        }
        block.replicates = 0..<min(width, replicates - place * width)
        let computed = compute(block)
        results.withLock { $0[place] = computed }
      }
    }
    return results.withLock { $0.flatMap(\.self) }
  }
}
