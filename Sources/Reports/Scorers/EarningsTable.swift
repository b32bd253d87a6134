import Preferences
import Statistics

/// What a pair adds under each convention, numerator and denominator by turns: looked up, since working it out anew
/// for each of millions of pairs would take most of a report's time.
struct EarningsTable: Sendable {
  typealias Earnings = SIMD8<Double>

  private let rows: [Earnings]
  /// On the difference of two scores; below 0 where the scorer makes no prediction, and then unused.
  private let pickscore: Double
  private let accEq: Double

  static let columns = 2 * PairConvention.allCases.count

  static func column(_ convention: PairConvention) -> Int {
    2 * (PairConvention.allCases.firstIndex(of: convention) ?? 0)
  }

  init(_ ties: TieThresholds) {
    pickscore = ties.pickscore ?? -1
    accEq = ties.accEq
    rows = Verdict.allCases.flatMap { human in
      Verdict.allCases.flatMap { exact in
        Verdict.allCases.flatMap { near in
          Verdict.allCases.map { calibrated in
            Self.earnings(human) { convention in
              switch convention {
              case .pickscore: ties.pickscore == nil ? nil : near
              case .hpsv2, .imagereward: exact
              case .accEq: calibrated
              }
            }
          }
        }
      }
    }
  }

  private static func earnings(_ human: Verdict, model: (PairConvention) -> Verdict?) -> Earnings {
    var earnings = Earnings.zero
    for convention in PairConvention.allCases {
      guard let verdict = model(convention),
        let value = convention.credit(human: human, model: verdict).value
      else { continue }
      earnings[column(convention)] = value
      earnings[column(convention) + 1] = 1
    }
    return earnings
  }

  /// - Returns: `nil` where a score is not a number.
  func earnings(human: Verdict, scores first: Double, _ second: Double) -> Earnings? {
    guard let exact = Verdict(scores: first, second),
      let near = Verdict(scores: first, second, tieWithin: pickscore),
      let calibrated = Verdict(scores: first, second, tieWithin: accEq)
    else { return nil }
    return rows[
      27 * Int(human.rawValue) + 9 * Int(exact.rawValue) + 3 * Int(near.rawValue) + Int(calibrated.rawValue)]
  }
}
