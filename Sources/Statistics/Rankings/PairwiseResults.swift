import Preferences

/// How often each of some items was preferred to each other one, and how often they tied.
package struct PairwiseResults: Hashable, Sendable {
  package let items: Int
  /// Row-major: preferred to the other, over the other; ties on both sides of the diagonal.
  private var wins: [Int]
  private var ties: [Int]

  package init(items: Int) {
    self.items = max(0, items)
    wins = Array(repeating: 0, count: self.items * self.items)
    ties = wins
  }

  /// A result of an item against itself says nothing and does not count.
  package mutating func add(_ first: Int, _ second: Int, _ verdict: Verdict, count: Int = 1) {
    guard first != second else { return }
    switch verdict {
    case .first: wins[first * items + second] += count
    case .second: wins[second * items + first] += count
    case .tie:
      ties[first * items + second] += count
      ties[second * items + first] += count
    }
  }

  package func wins(of item: Int, over other: Int) -> Int { wins[item * items + other] }
  package func ties(_ item: Int, _ other: Int) -> Int { ties[item * items + other] }
}

extension PairwiseResults {
  /// The same with half a win more for either of any two that met, all counted in halves: a strength is then bounded
  /// for every item that met another, also for one that won or lost all. Between two items it is the estimate of Firth
  /// 1993, "Bias reduction of maximum likelihood estimates".
  ///
  /// Sources: Haldane 1956 and Anscombe 1956, who add a half to both sides of odds.
  package var withHalfAWinAdded: PairwiseResults {
    var halves = PairwiseResults(items: items)
    for first in 0..<items {
      for second in 0..<items {
        let (won, lost, tied) = (
          wins(of: first, over: second), wins(of: second, over: first), ties(first, second)
        )
        guard won + lost + tied > 0 else { continue }
        halves.add(first, second, .first, count: 2 * won + 1)
        if first < second { halves.add(first, second, .tie, count: 2 * tied) }
      }
    }
    return halves
  }

  /// How many classes there are for a bootstrap: a result's class is the two items and the verdict.
  package static func classes(items: Int) -> Int { 3 * items * items }

  /// - Returns: `nil` above 147 items, whose classes are more than 16 bits tell apart.
  package static func classCode(_ first: Int, _ second: Int, _ verdict: Verdict, items: Int) -> UInt16? {
    UInt16(exactly: 3 * (first * items + second) + Int(verdict.rawValue))
  }

  package init(items: Int, classCounts: [Int]) {
    self.init(items: items)
    for (code, count) in classCounts.enumerated() where count != 0 {
      guard let verdict = Verdict(rawValue: UInt8(code % 3)), code < Self.classes(items: items) else {
        continue
      }
      add(code / 3 / items, code / 3 % items, verdict, count: count)
    }
  }
}
