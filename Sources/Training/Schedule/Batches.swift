import Statistics

/// Which examples each step takes: every epoch goes through all of them, in an order that follows from the seed and the
/// number of the epoch alone, so that a training taken up again finds its place.
package struct Batches: Hashable, Sendable {
  /// Of examples that are trained on.
  package let count: Int
  package let size: Int
  package let epochs: Int
  package let seed: UInt64

  /// - Precondition: there are examples, and the size is at least 1.
  package init(of count: Int, size: Int, epochs: Int, seed: UInt64) {
    precondition(count > 0 && size > 0 && epochs > 0)
    self.count = count
    self.size = size
    self.epochs = epochs
    self.seed = seed
  }

  package var stepsPerEpoch: Int { (count + size - 1) / size }
  package var steps: Int { stepsPerEpoch * epochs }

  /// The examples of a step, as numbers below `count`; at the end of an epoch there may be fewer than `size`.
  /// Cost: O(count), unless the step before was of the same epoch.
  package func batch(_ step: Int, remembering order: inout Order?) -> [Int] {
    let epoch = step / stepsPerEpoch
    let numbers: [Int]
    if let order, order.epoch == epoch {
      numbers = order.numbers
    } else {
      var random = SplitMix64(seed: seed, stream: UInt64(epoch))
      var shuffled = Array(0..<count)
      random.shuffle(&shuffled)
      numbers = shuffled
      order = Order(epoch: epoch, numbers: shuffled)
    }
    let start = step % stepsPerEpoch * size
    return Array(numbers[start..<min(count, start + size)])
  }

  /// The order of an epoch's examples.
  package struct Order: Hashable, Sendable {
    let epoch: Int
    let numbers: [Int]
  }
}
