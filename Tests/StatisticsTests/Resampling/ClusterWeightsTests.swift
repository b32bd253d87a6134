import Testing

@testable import Statistics

@Suite struct ClusterWeightsTests {
  private func replicates(clusters: Int, blocks: Int) -> [[Int]] {
    var weights = ClusterWeights(clusters: clusters)
    var generator = SplitMix64(seed: 11)
    return (0..<blocks).flatMap { _ in
      weights.draw(&generator)
      return (0..<16).map { weights.of($0) }
    }
  }

  @Test(arguments: [1, 2, 3, 10, 333])
  func aReplicateDrawsAsManyAsThereAre(clusters: Int) {
    #expect(
      replicates(clusters: clusters, blocks: 4).allSatisfy {
        $0.count == clusters && $0.reduce(0, +) == clusters
      })
  }

  @Test func beforeTheFirstDrawEachCountsOnce() {
    #expect(ClusterWeights(clusters: 2).of(15) == [1, 1])
    #expect(replicates(clusters: 0, blocks: 1) == Array(repeating: [], count: 16))
  }

  /// Two draws from two: (2,0), (1,1), (0,2) with chances ¼, ½, ¼.
  @Test func fewClustersAreDrawnByTheMultinomialDistribution() {
    let replicates = replicates(clusters: 2, blocks: 250)
    let expected = [1000.0, 2000, 1000]
    let chiSquared = (0...2).reduce(0) { sum, weight in
      let excess = Double(replicates.count { $0[0] == weight }) - expected[weight]
      return sum + excess * excess / expected[weight]
    }
    // With 2 degrees of freedom, above 13.8 once in a thousand times.
    #expect(chiSquared < 13.8)
  }

  /// Of n draws from n: each weight has mean 1 and variance 1 − 1/n, and two have the covariance −1/n.
  @Test func momentsAreThoseOfTheMultinomialDistribution() {
    let clusters = 20
    let replicates = replicates(clusters: clusters, blocks: 250)
    let count = Double(replicates.count)
    for cluster in 0..<clusters {
      let weights = replicates.map { Double($0[cluster]) - 1 }
      #expect(abs(weights.reduce(0, +) / count) < 0.06)
      #expect(abs(weights.reduce(0) { $0 + $1 * $1 } / count - 0.95) < 0.12)
      let next = replicates.map { Double($0[(cluster + 1) % clusters]) - 1 }
      #expect(abs(zip(weights, next).reduce(0) { $0 + $1.0 * $1.1 } / count + 0.05) < 0.06)
    }
    let all = replicates.flatMap(\.self).map { Double($0) - 1 }
    #expect(abs(all.reduce(0) { $0 + $1 * $1 } / Double(all.count) - 0.95) < 0.02)
  }
}
