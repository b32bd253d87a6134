/// How the pairs of items compare on two sides, counted in O(n log n) after Knight (1966): sorted by the
/// first side, the discordant pairs are the inversions of the second, which a merge sort counts.
struct PairCounts {
  let pairs: Int
  /// Pairs tied on the first side, whatever the second says; and the reverse.
  let firstTies: Int
  let secondTies: Int
  /// Concordant less discordant pairs.
  let excess: Int
  let firstDistinct: Int
  let secondDistinct: Int

  /// Throws as `RankCorrelation` says.
  init(_ first: [Double], _ second: [Double]) throws(Undefined) {
    try RankCorrelation.validate(first, second)
    let order = first.indices.sorted { (first[$0], second[$0]) < (first[$1], second[$1]) }
    let jointTies = Self.runs(of: order) { first[$0] == first[$1] && second[$0] == second[$1] }.ties
    (firstTies, firstDistinct) = Self.runs(of: order) { first[$0] == first[$1] }
    // Within a tie of the first side the second is in order already, so that no inversion comes from there.
    var merged = order.map { second[$0] }
    let discordant = Self.sortCountingInversions(&merged)
    (secondTies, secondDistinct) = Self.runs(of: merged, areEqual: ==)
    pairs = Self.pairs(of: first.count)
    guard firstTies < pairs, secondTies < pairs else { throw .allTied }
    excess = pairs - firstTies - secondTies + jointTies - 2 * discordant
  }

  private static func pairs(of items: Int) -> Int { items * (items - 1) / 2 }

  /// In a sorted array, the pairs within runs of equal elements, and how many runs there are.
  private static func runs<Element>(
    of sorted: [Element], areEqual: (Element, Element) -> Bool
  ) -> (ties: Int, distinct: Int) {
    var (ties, distinct, start) = (0, 0, 0)
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, areEqual(sorted[start], sorted[end]) { end += 1 }
      ties += pairs(of: end - start)
      distinct += 1
      start = end
    }
    return (ties, distinct)
  }

  /// Merges runs of doubling length.
  /// - Returns: the pairs that stood in the wrong order.
  private static func sortCountingInversions(_ values: inout [Double]) -> Int {
    var inversions = 0
    var width = 1
    var merged = values
    while width < values.count {
      for start in stride(from: 0, to: values.count, by: 2 * width) {
        let middle = min(start + width, values.count)
        let end = min(start + 2 * width, values.count)
        var (left, right) = (start, middle)
        for position in start..<end {
          if right == end || (left < middle && values[left] <= values[right]) {
            merged[position] = values[left]
            left += 1
          } else {
            merged[position] = values[right]
            inversions += middle - left
            right += 1
          }
        }
      }
      swap(&values, &merged)
      width *= 2
    }
    return inversions
  }
}
