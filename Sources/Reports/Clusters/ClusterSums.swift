/// Sums over what happened in each cluster, several columns of them: from these follows every figure of a bootstrap
/// replicate, by weighing each cluster with how often it was drawn.
struct ClusterSums: Sendable {
  let clusters: Int
  let columns: Int
  /// Cluster after cluster.
  private(set) var sums: [Double]

  init(clusters: Int, columns: Int) {
    self.clusters = clusters
    self.columns = columns
    sums = Array(repeating: 0, count: clusters * columns)
  }

  mutating func add(_ amount: Double, cluster: Int, column: Int) {
    sums[cluster * columns + column] += amount
  }

  /// By column, over the clusters as often as they were drawn. O(clusters · columns).
  func weighted(by counts: [Int]) -> [Double] {
    var totals = [Double](repeating: 0, count: columns)
    totals.withUnsafeMutableBufferPointer { totals in
      sums.withUnsafeBufferPointer { sums in
        for (cluster, count) in zip(0..<clusters, counts) where count != 0 {
          let weight = Double(count)
          let row = cluster * columns
          for column in 0..<columns { totals[column] += weight * sums[row + column] }
        }
      }
    }
    return totals
  }

  /// Every cluster once.
  var totals: [Double] { weighted(by: Array(repeating: 1, count: clusters)) }
}
