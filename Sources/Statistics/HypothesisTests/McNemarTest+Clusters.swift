import Glibc

extension McNemarTest {
  /// The two-sided p-value for items that come in clusters, such as the pairs of the choices on one prompt: the clusters'
  /// differences are turned about as wholes, each as likely as not (the sign test of Fisher's randomisation, 1935, with
  /// clusters as units). With one differing item a cluster it is McNemar's exact test.
  ///
  /// Exact up to `exactCost` clusters times differences; above, the normal distribution stands in for the sum (Durkalski,
  /// Palesch, Lipsitz & Rust 2003, unweighted).
  /// - Parameter differences: of each cluster in which the methods differ on an item, the items that only the first gets
  ///   right less those that only the second does.
  /// - Returns: undefined by `noData` without a cluster.
  package static func clustered(differences: [Int]) -> Statistic {
    guard !differences.isEmpty else { return .undefined(.noData) }
    let sizes = differences.map { $0.magnitude }.filter { $0 > 0 }
    guard !sizes.isEmpty else { return .value(1) }
    let seen = differences.reduce(0, +).magnitude
    let most = sizes.reduce(0, +)
    guard UInt(sizes.count) * most <= exactCost else {
      let squares = sizes.reduce(0.0) { $0 + Double($1) * Double($1) }
      return .value(2 * NormalDistribution.cumulative(-Double(seen) / squares.squareRoot()))
    }
    if most == UInt(sizes.count) {
      return exact(firstOnly: differences.count { $0 > 0 }, secondOnly: differences.count { $0 < 0 })
    }
    return .value(min(1, tail(of: sizes.map { Int($0) }, from: Int(seen))))
  }

  private static let exactCost: UInt = 20_000_000

  /// The probability that a sum of ±sizes, all signs as likely, lies as far from 0 as `seen`, or farther.
  private static func tail(of sizes: [Int], from seen: Int) -> Double {
    // A sum of −sizes and of +sizes differ by twice the sizes that were turned: that is what is counted.
    let most = sizes.reduce(0, +)
    var chances = [Double](repeating: 0, count: most + 1)
    chances[0] = 1
    var reached = 0
    for size in sizes {
      reached += size
      for turned in stride(from: reached, through: 0, by: -1) {
        let without = turned <= reached - size ? chances[turned] : 0
        chances[turned] = (without + (turned >= size ? chances[turned - size] : 0)) / 2
      }
    }
    return chances.indices.reduce(0.0) { abs(most - 2 * $1) >= seen ? $0 + chances[$1] : $0 }
  }
}
