/// How often each cluster is drawn in each of 16 bootstrap replicates: for n clusters n draws with replacement, so
/// that the weights of a replicate follow the multinomial distribution and sum to n.
///
/// Drawing one by one jumps over all of memory. Instead each weight is drawn from the Poisson distribution of mean 1,
/// one cluster after the other; given their sum these are multinomial, and the few draws by which the sum misses n,
/// about √n, are added or taken away at random. O(n); 16 bytes a cluster.
struct ClusterWeights: Sendable {
  typealias Lanes = SIMD16<UInt8>

  /// One for each cluster; 1 everywhere before the first draw.
  private(set) var lanes: ContiguousArray<Lanes>

  init(clusters: Int) {
    lanes = ContiguousArray(repeating: Lanes(repeating: 1), count: clusters)
  }

  mutating func draw(_ generator: inout SplitMix64) {
    drawPoisson(&generator)
    for (lane, sum) in sums().enumerated() { settle(lane, from: sum, &generator) }
  }

  /// The weights of one replicate.
  func of(_ lane: Int) -> [Int] { lanes.map { Int($0[lane]) } }

  private mutating func drawPoisson(_ generator: inout SplitMix64) {
    lanes.withUnsafeMutableBufferPointer { lanes in
      Self.poisson.withUnsafeBufferPointer { poisson in
        for cluster in lanes.indices {
          for start in stride(from: 0, to: Lanes.scalarCount, by: 4) {
            let random = generator.next()
            lanes[cluster][start] = poisson[Int(random & 0xffff)]
            lanes[cluster][start + 1] = poisson[Int(random >> 16 & 0xffff)]
            lanes[cluster][start + 2] = poisson[Int(random >> 32 & 0xffff)]
            lanes[cluster][start + 3] = poisson[Int(random >> 48)]
          }
        }
      }
    }
  }

  private func sums() -> [Int] {
    let sums = lanes.reduce(into: SIMD16<UInt32>.zero) { $0 &+= SIMD16(truncatingIfNeeded: $1) }
    return sums.indices.map { Int(sums[$0]) }
  }

  private mutating func settle(_ lane: Int, from sum: Int, _ generator: inout SplitMix64) {
    var missing = lanes.count - sum
    while missing > 0 {
      let cluster = generator.below(lanes.count)
      // Out of reach, but a byte would overflow.
      guard lanes[cluster][lane] < .max else { continue }
      lanes[cluster][lane] += 1
      missing -= 1
    }
    while missing < 0 {
      // Each draw is as likely to go as any other, so a cluster in proportion to its weight.
      let cluster = generator.below(lanes.count)
      guard generator.below(Self.greatest) < lanes[cluster][lane] else { continue }
      lanes[cluster][lane] -= 1
      missing += 1
    }
  }

  /// The Poisson distribution of mean 1 by 16 random bits. Its mean and variance are right to 3 parts in 10,000; above
  /// its end lies 0.001 %.
  private static let poisson: [UInt8] = {
    // 65,536 times the probability of less than 1, 2 … 7, the last ones rounded so that the moments come out.
    let below = [24109, 48219, 60273, 64292, 65296, 65497, 65531]
    return (0..<65536).map { random in UInt8(below.count { $0 <= random }) }
  }()

  private static let greatest = 7
}
