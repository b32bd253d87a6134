/// Spells words with the symbols of a vocabulary: byte-pair encoding.
///
/// A word begins as its bytes. As long as two neighbours can merge, the pair of lowest rank does, the leftmost of
/// equals first. O(n log n) for a word of n bytes, so that a prompt without spaces takes no longer than others.
///
/// Keeps its memory from word to word.
struct BytePairs {
  private let vocabulary: Vocabulary
  /// By place in the word: the symbol that begins there, the places of its neighbours, and the rank of the pair it
  /// makes with the next.
  private var symbols: [Int32] = []
  private var previous: [Int32] = []
  private var next: [Int32] = []
  private var ranks: [Int32] = []
  /// Rank and place of pairs; those that have changed since are skipped.
  private var queue = LowestFirst()

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// Appends the ids of a word to `ids`.
  mutating func append(_ word: ArraySlice<UInt8>, to ids: inout [Int32]) {
    guard let lastByte = word.last else { return }
    symbols.removeAll(keepingCapacity: true)
    for byte in word.dropLast() { symbols.append(vocabulary.inner[Int(byte)]) }
    symbols.append(vocabulary.last[Int(lastByte)])
    if symbols.count > 1 { merge() }

    var place = 0
    while place < symbols.count {
      ids.append(vocabulary.ids[Int(symbols[place])])
      place = symbols.count > 1 ? Int(next[place]) : 1
    }
  }

  private mutating func merge() {
    let count = symbols.count
    previous.removeAll(keepingCapacity: true)
    next.removeAll(keepingCapacity: true)
    ranks.removeAll(keepingCapacity: true)
    for place in 0..<count {
      previous.append(Int32(place) - 1)
      next.append(Int32(place) + 1)
      ranks.append(MergeTable.none)
    }
    for place in 0..<count { rankPair(at: place) }

    while let (rank, place) = queue.removeFirst() {
      guard ranks[place] == rank else { continue }
      let absorbed = Int(next[place])
      let behind = Int(next[absorbed])
      symbols[place] = vocabulary.merges.merged(byRank: rank)
      ranks[absorbed] = MergeTable.none
      next[place] = Int32(behind)
      if behind < count { previous[behind] = Int32(place) }
      rankPair(at: place)
      if previous[place] >= 0 { rankPair(at: Int(previous[place])) }
    }
  }

  private mutating func rankPair(at place: Int) {
    let other = Int(next[place])
    ranks[place] =
      other < symbols.count ? vocabulary.merges.rank(symbols[place], symbols[other]) : MergeTable.none
    if ranks[place] != MergeTable.none { queue.insert(rank: ranks[place], place: place) }
  }
}

/// A heap of ranks and places: the lowest rank comes out first, of equal ones the lowest place.
private struct LowestFirst {
  private var keys: [UInt64] = []

  mutating func insert(rank: Int32, place: Int) {
    var child = keys.count
    let key = UInt64(UInt32(bitPattern: rank)) << 32 | UInt64(place)
    keys.append(key)
    while child > 0 {
      let parent = (child - 1) / 2
      guard key < keys[parent] else { break }
      keys[child] = keys[parent]
      child = parent
    }
    keys[child] = key
  }

  mutating func removeFirst() -> (rank: Int32, place: Int)? {
    guard let first = keys.first, let moved = keys.popLast() else { return nil }
    if !keys.isEmpty {
      var parent = 0
      while true {
        var child = 2 * parent + 1
        guard child < keys.count else { break }
        if child + 1 < keys.count, keys[child + 1] < keys[child] { child += 1 }
        guard keys[child] < moved else { break }
        keys[parent] = keys[child]
        parent = child
      }
      keys[parent] = moved
    }
    return (Int32(truncatingIfNeeded: first >> 32), Int(first & 0xffff_ffff))
  }
}
