/// A share of trials that come in clusters, such as the pairs of the choices on one prompt: trials of a cluster resemble
/// each other, and taken for independent they would seem to say more than they do.
package struct ClusteredShare: Hashable, Sendable {
  private var clusters: [Int: Counts] = [:]

  private struct Counts: Hashable, Sendable {
    var successes = 0
    var trials = 0
  }

  package init() {}

  package mutating func add(_ isSuccess: Bool, in cluster: Int) {
    clusters[cluster, default: Counts()].trials += 1
    if isSuccess { clusters[cluster, default: Counts()].successes += 1 }
  }

  package var successes: Int { clusters.values.reduce(0) { $0 + $1.successes } }
  package var trials: Int { clusters.values.reduce(0) { $0 + $1.trials } }
  package var clusterCount: Int { clusters.count }

  /// How many independent trials would tell as much: the trials over the design effect, which is the variance of the
  /// share as a ratio of sums over clusters against that of independent trials (Kish 1965; Rao & Scott 1992). At most the
  /// trials there are, at least the clusters where all trials came out the same, of which no variance tells.
  /// - Returns: `nil` for fewer than two clusters.
  package var effectiveTrials: Double? {
    guard clusters.count > 1 else { return nil }
    let (n, m) = (Double(trials), Double(clusters.count))
    let share = Double(successes) / n
    guard share > 0, share < 1 else { return m }
    // In an order that stays, so that the last bits do.
    let squares = clusters.sorted { $0.key < $1.key }.map(\.value).reduce(0.0) { sum, cluster in
      let residual = Double(cluster.successes) - share * Double(cluster.trials)
      return sum + residual * residual
    }
    let variance = m / (m - 1) * squares / (n * n)
    guard variance > 0 else { return n }
    return min(n, share * (1 - share) / variance)
  }

  /// Wilson's interval for the effective number of trials, which is made smaller by the square of the ratio of the normal
  /// quantile to Student's for the clusters less one (Korn & Graubard 1998; Dean & Pagano 2015 compare such intervals).
  /// - Returns: `nil` for fewer than two clusters.
  package func interval(level: Double = Interval.usualLevel) -> Interval? {
    guard let effective = effectiveTrials, level > 0, level < 1 else { return nil }
    let ratio =
      NormalDistribution.halfWidth(level: level)
      / StudentDistribution.halfWidth(level: level, degreesOfFreedom: Double(clusters.count - 1))
    let trials = effective * ratio * ratio
    return .wilson(successes: Double(successes) / Double(self.trials) * trials, trials: trials, level: level)
  }
}
