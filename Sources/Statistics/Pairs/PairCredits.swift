import Preferences

/// What one pair earns under each of the four conventions, in a byte: two bits for each, so that a million pairs
/// under ten scorers stay small and a pair is a class that `ClusterBootstrap` counts.
package struct PairCredits: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  private init(_ credit: (PairConvention) -> Credit) {
    rawValue = PairConvention.allCases.reduce(0) { $0 | credit($1).rawValue << $1.shift }
  }

  /// Counts under no convention, for a pair that a scorer has not scored.
  package static let uncounted = PairCredits { _ in .uncounted }

  /// One person's verdict against another's, who stands where the model does.
  package init(human: Verdict, other: Verdict) {
    self.init { $0.credit(human: human, model: other) }
  }

  /// A person's verdict against two scores, of which the higher is preferred. `uncounted` where one is not a number.
  package init(human: Verdict, scores first: Double, _ second: Double, ties: TieThresholds) {
    guard let difference = scoreDifference(first, second) else {
      self = .uncounted
      return
    }
    self.init { convention in
      guard let tolerance = ties.tolerance(convention) else { return .uncounted }
      return convention.credit(human: human, model: Verdict(difference: difference, tieWithin: tolerance))
    }
  }

  package subscript(convention: PairConvention) -> Credit {
    Credit(rawValue: rawValue >> convention.shift & 0b11) ?? .uncounted
  }

  /// The pairs (0,1) (0,2) … (1,2) … of one ranking against the scores of the same candidates. O(n²) pairs.
  /// - Parameter ranks: lower is preferred; equal ranks are ties.
  /// - Returns: `nil` where there are not as many ranks as scores.
  package static func all(ranks: [Int], scores: [Double], ties: TieThresholds) -> [PairCredits]? {
    guard ranks.count == scores.count else { return nil }
    return eachPair(of: ranks.count) { first, second in
      PairCredits(
        human: Verdict(ranks: ranks[first], ranks[second]), scores: scores[first], scores[second], ties: ties)
    }
  }

  /// The pairs of two people's rankings of the same candidates.
  /// - Returns: `nil` where one ranks more candidates than the other.
  package static func all(ranks: [Int], otherRanks: [Int]) -> [PairCredits]? {
    guard ranks.count == otherRanks.count else { return nil }
    return eachPair(of: ranks.count) { first, second in
      PairCredits(
        human: Verdict(ranks: ranks[first], ranks[second]),
        other: Verdict(ranks: otherRanks[first], otherRanks[second]))
    }
  }

  private static func eachPair(of count: Int, _ credits: (Int, Int) -> PairCredits) -> [PairCredits] {
    (0..<count).flatMap { first in (first + 1..<count).map { second in credits(first, second) } }
  }
}

extension PairConvention {
  fileprivate var shift: UInt8 {
    switch self {
    case .pickscore: 0
    case .hpsv2: 2
    case .imagereward: 4
    case .accEq: 6
    }
  }
}

extension TieThresholds {
  fileprivate func tolerance(_ convention: PairConvention) -> Double? {
    switch convention {
    case .pickscore: pickscore
    case .hpsv2, .imagereward: 0
    case .accEq: accEq
    }
  }
}
