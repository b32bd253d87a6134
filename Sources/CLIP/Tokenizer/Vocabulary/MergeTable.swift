/// Which two symbols become which, and which pair comes first: the lower the rank, the sooner.
struct MergeTable: Sendable {
  struct Merge {
    let left: Int32
    let right: Int32
    let merged: Int32
  }

  static let none = Int32.max

  /// By rank: what a pair becomes.
  private let merged: [Int32]
  /// For each symbol, where its pairs begin in `rights` and `ranks`; they are sorted by their right symbol.
  private let firsts: [Int32]
  private let rights: [Int32]
  private let ranks: [Int32]

  /// O(merges + symbols).
  /// - Parameters:
  ///   - merges: by rank; of a pair that comes twice, the later counts.
  ///   - symbols: how many there are.
  init(_ merges: [Merge], symbols: Int) {
    merged = merges.map(\.merged)
    let byRight = Self.sorted(Array(0..<Int32(merges.count)), symbols: symbols) { merges[Int($0)].right }
    let byLeft = Self.sorted(byRight.order, symbols: symbols) { merges[Int($0)].left }
    ranks = byLeft.order
    firsts = byLeft.firsts
    rights = ranks.map { merges[Int($0)].right }
  }

  /// The rank of a pair, or `none`. O(log pairs with that left symbol).
  func rank(_ left: Int32, _ right: Int32) -> Int32 {
    var low = Int(firsts[Int(left)])
    let first = low
    var high = Int(firsts[Int(left) + 1])
    while low < high {
      let middle = (low + high) / 2
      if rights[middle] <= right { low = middle + 1 } else { high = middle }
    }
    return low > first && rights[low - 1] == right ? ranks[low - 1] : Self.none
  }

  /// - Precondition: `rank` came from `rank(_:_:)` and is not `none`.
  func merged(byRank rank: Int32) -> Int32 { merged[Int(rank)] }

  /// Sorts by counting, and keeps the order of equals.
  private static func sorted(
    _ items: [Int32], symbols: Int, by key: (Int32) -> Int32
  ) -> (order: [Int32], firsts: [Int32]) {
    var firsts = [Int32](repeating: 0, count: symbols + 1)
    for item in items { firsts[Int(key(item)) + 1] += 1 }
    for symbol in 0..<symbols { firsts[symbol + 1] += firsts[symbol] }
    var next = firsts
    var order = items
    for item in items {
      let symbol = Int(key(item))
      order[Int(next[symbol])] = item
      next[symbol] += 1
    }
    return (order, firsts)
  }
}
