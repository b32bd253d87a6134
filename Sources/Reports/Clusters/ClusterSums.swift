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

  /// By column, over the clusters as often as they were drawn.
  /// Cost: O(clusters · wanted columns).
  /// - Parameter wanted: the columns to sum up; the others stay 0. All where `nil`.
  func weighted(by counts: [Int], columns wanted: Range<Int>? = nil) -> [Double] {
    var totals = [Double](repeating: 0, count: columns)
    let wanted = (wanted ?? 0..<columns).clamped(to: 0..<columns)
    totals.withUnsafeMutableBufferPointer { totals in
      sums.withUnsafeBufferPointer { sums in
        for (cluster, count) in zip(0..<clusters, counts) where count != 0 {
          let weight = Double(count)
          let row = cluster * columns
          for column in wanted { totals[column] += weight * sums[row + column] }
        }
      }
    }
    return totals
  }

  /// How many clusters have anything in a column, or of clusters that lie together by so many, how many groups.
  func clusters(having column: Int, together size: Int = 1) -> Int {
    stride(from: 0, to: clusters, by: max(1, size)).count { start in
      (start..<min(clusters, start + size)).contains { sums[$0 * columns + column] != 0 }
    }
  }

  /// How many clusters' columns are as wanted.
  func clusters(where isWanted: (ArraySlice<Double>) -> Bool) -> Int {
    (0..<clusters).count { isWanted(sums[$0 * columns..<($0 + 1) * columns]) }
  }

  /// Every cluster once.
  var totals: [Double] { weighted(by: Array(repeating: 1, count: clusters)) }
}
