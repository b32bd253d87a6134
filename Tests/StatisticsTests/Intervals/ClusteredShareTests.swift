import Testing

@testable import Statistics

@Suite struct ClusteredShareTests {
  private struct Columns: Decodable {
    let successes, trials: [[Int]]
    let effective, low, high: [Double]

    func share(_ row: Int) -> ClusteredShare {
      var share = ClusteredShare()
      for (cluster, (successes, trials)) in zip(successes[row], trials[row]).enumerated() {
        for trial in 0..<trials { share.add(trial < successes, in: cluster) }
      }
      return share
    }
  }

  @Test func asStatsmodels() throws {
    let columns: Columns = try ReferenceFile.load("clusters")
    #expect(columns.effective.count == 300)
    for row in columns.effective.indices {
      let share = columns.share(row)
      let interval = try #require(share.interval())
      let found = [try #require(share.effectiveTrials), interval.low, interval.high]
      for (found, wanted) in zip(found, [columns.effective[row], columns.low[row], columns.high[row]]) {
        #expect(abs(found - wanted) <= 1e-9 * max(1, abs(wanted)), "case \(row)")
      }
    }
  }

  @Test func oneClusterTellsNothingOfHowClustersDiffer() {
    var share = ClusteredShare()
    for trial in 0..<50 { share.add(trial < 30, in: 7) }
    #expect(share.interval() == nil && ClusteredShare().interval() == nil)
  }

  @Test func whatAlwaysCameOutTheSameCountsAsManyTrialsAsClusters() {
    var share = ClusteredShare()
    for cluster in 0..<20 { for _ in 0..<6 { share.add(true, in: cluster) } }
    #expect(share.effectiveTrials == 20)
    #expect(share.interval()?.high == 1)
  }

  /// Pairs of one choice among four images, several choices on one prompt: trials taken for independent cover far less.
  @Test(arguments: [(30, 0.65), (100, 0.65), (60, 0.85)])
  func intervalsCoverTheTruthAsOftenAsTheySay(prompts: Int, mean: Double) {
    var random = SplitMix64(seed: 28)
    var (byPrompt, independent) = (0, 0)
    let studies = 1500
    for _ in 0..<studies {
      var share = ClusteredShare()
      for prompt in 0..<prompts {
        // Three kinds of prompt, around the mean; the three pairs with the preferred image are all right or not, often.
        let ease = mean + (Double(random.below(3)) - 1) * (1 - mean) * 0.6
        for _ in 0..<1 + random.below(3) {
          let whole = Double(random.below(1_000_000)) / 1e6 < ease
          for _ in 0..<3 {
            let isCopied = random.below(2) == 0
            share.add(isCopied ? whole : Double(random.below(1_000_000)) / 1e6 < ease, in: prompt)
          }
        }
      }
      if share.interval().map({ $0.low <= mean && mean <= $0.high }) ?? false { byPrompt += 1 }
      let wilson = Interval.wilson(successes: Double(share.successes), trials: Double(share.trials))
      if wilson.map({ $0.low <= mean && mean <= $0.high }) ?? false { independent += 1 }
    }
    let (covered, before) = (Double(byPrompt) / Double(studies), Double(independent) / Double(studies))
    // Three standard errors of 1,500 studies are 0.017.
    #expect(covered > 0.933 && covered < 0.975, "\(covered)")
    #expect(before < 0.92, "\(before)")
  }
}
