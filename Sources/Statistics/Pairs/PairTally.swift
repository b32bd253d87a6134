/// The agreement under all four conventions as it grows, in whole numbers: taking back what was added leaves
/// exactly what was there before. Adding costs O(1) a pair.
package struct PairTally: Hashable, Sendable {
  /// By what they earn, the byte of `PairCredits`.
  private var pairs = [Int](repeating: 0, count: 256)
  private var rankings: [Int: Rankings] = [:]

  /// Of all rankings with the same number of pairs, so that a mean over rankings needs no sum of fractions.
  private struct Rankings: Hashable, Sendable {
    var notDiscordant = 0
    var count = 0
  }

  package init() {}

  /// Adds the pairs of one ranking by one person: one pair of a pair trial, n·(n−1)/2 of a ranking of n.
  package mutating func add(ranking: some Collection<PairCredits>) {
    count(ranking, 1)
  }

  /// Takes back a ranking that was added, after an undo.
  package mutating func remove(ranking: some Collection<PairCredits>) {
    count(ranking, -1)
  }

  /// The pairs that count; under `hpsv2` the rankings with a pair that does.
  package func count(_ convention: PairConvention) -> Int {
    switch convention {
    case .hpsv2: rankings.values.reduce(0) { $0 + $1.count }
    case .pickscore, .imagereward, .accEq: pooled(convention).pairs
    }
  }

  /// From 0 to 1; undefined where no pair counts.
  package func agreement(_ convention: PairConvention) -> Statistic {
    switch convention {
    case .hpsv2:
      // In order of size: sums of fractions depend on the order, and a dictionary's changes from run to run.
      let sum = rankings.sorted { $0.key < $1.key }.reduce(0) { sum, entry in
        sum + Double(entry.value.notDiscordant) / Double(entry.key)
      }
      return .ratio(sum, Double(count(convention)))
    case .pickscore, .imagereward, .accEq:
      let (halves, pairs) = pooled(convention)
      return .ratio(Double(halves) / 2, Double(pairs))
    }
  }

  private func pooled(_ convention: PairConvention) -> (halves: Int, pairs: Int) {
    pairs.enumerated().reduce(into: (halves: 0, pairs: 0)) { sum, entry in
      let credits = PairCredits(rawValue: UInt8(entry.offset))
      guard let halves = credits[convention].halves else { return }
      sum.halves += halves * entry.element
      sum.pairs += entry.element
    }
  }

  private mutating func count(_ ranking: some Collection<PairCredits>, _ sign: Int) {
    var counted = 0
    var notDiscordant = 0
    for credits in ranking {
      pairs[Int(credits.rawValue)] += sign
      guard let halves = credits[.hpsv2].halves else { continue }
      counted += 1
      notDiscordant += halves / 2
    }
    guard counted > 0 else { return }
    rankings[counted, default: Rankings()].notDiscordant += sign * notDiscordant
    rankings[counted, default: Rankings()].count += sign
    if rankings[counted]?.count == 0 { rankings[counted] = nil }
  }
}
