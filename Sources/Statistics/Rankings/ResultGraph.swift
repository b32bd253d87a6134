/// What results say about whether strengths can be told at all: one edge from each item to those it was preferred to
/// or tied with.
struct ResultGraph {
  private let items: Int
  private let results: PairwiseResults

  init(_ results: PairwiseResults) {
    items = results.items
    self.results = results
  }

  /// Items that were compared, directly or by way of others. O(n²).
  func components() -> [[Int]] {
    var isSeen = [Bool](repeating: false, count: items)
    return (0..<items).compactMap { item in
      var group: [Int] = []
      search(from: item, isSeen: &isSeen, finished: &group) { isEdge($0, $1) || isEdge($1, $0) }
      return group.isEmpty ? nil : group.sorted()
    }
  }

  /// The strongly connected components, those first that nobody in a later one was preferred to or tied with: one
  /// group says that all strengths are finite (Ford 1957). Kosaraju's two searches, O(n²).
  func groups() -> [[Int]] {
    var finished: [Int] = []
    var isSeen = [Bool](repeating: false, count: items)
    for item in 0..<items { search(from: item, isSeen: &isSeen, finished: &finished) { isEdge($0, $1) } }
    isSeen = Array(repeating: false, count: items)
    return finished.reversed().compactMap { item in
      var group: [Int] = []
      search(from: item, isSeen: &isSeen, finished: &group) { isEdge($1, $0) }
      return group.isEmpty ? nil : group.sorted()
    }
  }

  /// Depth first, without recursion: there is no bound on how deep it goes.
  private func search(
    from start: Int, isSeen: inout [Bool], finished: inout [Int], isEdge: (Int, Int) -> Bool
  ) {
    guard !isSeen[start] else { return }
    isSeen[start] = true
    var path = [(item: start, next: 0)]
    while let (item, next) = path.last {
      guard let neighbour = (next..<items).first(where: { !isSeen[$0] && isEdge(item, $0) }) else {
        finished.append(item)
        path.removeLast()
        continue
      }
      isSeen[neighbour] = true
      path[path.count - 1].next = neighbour + 1
      path.append((neighbour, 0))
    }
  }

  private func isEdge(_ item: Int, _ other: Int) -> Bool {
    results.wins(of: item, over: other) > 0 || results.ties(item, other) > 0
  }

  /// Whether the likelihood of Davidson's model keeps growing as ties become certain between items of near strength,
  /// all decided pairs being of items further apart.
  ///
  /// That is so where strengths exist with every winner at least 1 above the loser and items that tied at most 1
  /// apart, and these inequalities contradict each other only along a cycle that is negative in total (Bellman and
  /// Ford). O(n³).
  func letsTiesTakeOver() -> Bool {
    var strengths = [Int](repeating: 0, count: items)
    for _ in 0...items {
      var isLowered = false
      for item in 0..<items {
        for other in 0..<items where item != other {
          let highest =
            results.wins(of: item, over: other) > 0
            ? strengths[item] - 1 : results.ties(item, other) > 0 ? strengths[item] + 1 : .max
          guard strengths[other] > highest else { continue }
          strengths[other] = highest
          isLowered = true
        }
      }
      if !isLowered { return true }
    }
    return false
  }
}
