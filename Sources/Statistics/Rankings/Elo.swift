import Preferences
import Glibc

/// Ratings that move with each result in turn: they depend on the order of the results.
///
/// Source: Elo, "The Rating of Chessplayers, Past and Present", 1978. The expected score of an item is
/// 1 / (1 + 10^((other − own) / 400)), and a rating moves by K times what the score was above it; a tie scores 0.5.
package struct Elo: Hashable, Sendable {
  package private(set) var ratings: [Double]
  /// K.
  package let step: Double

  package static let usualStep = 32.0
  package static let usualStart = 1500.0

  package struct Result: Hashable, Sendable {
    package let first: Int
    package let second: Int
    package let verdict: Verdict

    package init(_ first: Int, _ second: Int, _ verdict: Verdict) {
      self.first = first
      self.second = second
      self.verdict = verdict
    }
  }

  package init(items: Int, step: Double = usualStep, start: Double = usualStart) {
    ratings = Array(repeating: start, count: max(0, items))
    self.step = step
  }

  /// O(1). A result of an item against itself moves nothing.
  package mutating func add(_ result: Result) {
    guard result.first != result.second else { return }
    let score: Double =
      switch result.verdict {
      case .first: 1
      case .second: 0
      case .tie: 0.5
      }
    let expected = 1 / (1 + pow(10, (ratings[result.second] - ratings[result.first]) / 400))
    ratings[result.first] += step * (score - expected)
    ratings[result.second] -= step * (score - expected)
  }

  /// The mean ratings over random orders of the results, which no longer depend on the order that they came in.
  /// O(orders · results).
  package static func meanRatings(
    items: Int, results: [Result], orders: Int = 100, seed: UInt64, step: Double = usualStep,
    start: Double = usualStart
  ) -> [Double] {
    guard orders > 0 else { return Elo(items: items, step: step, start: start).ratings }
    var sums = [Double](repeating: 0, count: max(0, items))
    for order in 0..<orders {
      var generator = SplitMix64(seed: seed, stream: UInt64(order))
      var shuffled = results
      generator.shuffle(&shuffled)
      var elo = Elo(items: items, step: step, start: start)
      for result in shuffled { elo.add(result) }
      for item in sums.indices { sums[item] += elo.ratings[item] }
    }
    return sums.map { $0 / Double(orders) }
  }
}
