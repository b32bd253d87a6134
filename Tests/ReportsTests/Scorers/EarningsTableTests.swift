import Preferences
import Statistics
import Testing

@testable import Reports

@Suite struct EarningsTableTests {
  @Test(arguments: [10.0, nil], [0.0, 0.05, 0.4]) func pairsEarnWhatTheyEarnOneByOne(
    scale: Double?, epsilon: Double
  ) {
    let ties = TieThresholds(logitScale: scale, epsilon: epsilon)
    let table = EarningsTable(ties)
    for human in Verdict.allCases {
      for difference in [-1, -0.3, -0.03, -0.01, 0, 0.01, 0.03, 0.3, 1] {
        let credits = PairCredits(human: human, scores: difference, 0, ties: ties)
        let earned = table.earnings(human: human, scores: difference, 0)
        for convention in PairConvention.allCases {
          let column = EarningsTable.column(convention)
          let value = credits[convention].value
          #expect(earned?[column] == value ?? 0)
          #expect(earned?[column + 1] == (value == nil ? 0 : 1))
        }
      }
    }
  }

  @Test func withoutAScoreNothingIsEarned() {
    let table = EarningsTable(TieThresholds(logitScale: 1))
    #expect(table.earnings(human: .first, scores: .nan, 1) == nil)
    #expect(table.earnings(human: .tie, scores: 1, .nan) == nil)
  }
}
