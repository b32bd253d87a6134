import Preferences
import Testing

@testable import Statistics

@Suite struct ClusterBootstrapTests {
  private struct Columns: Decodable {
    let clusters: [String]
    let prompts, annotators: [[Int]]
    let classes: [String]
    let estimate, low, high, deviation: [Double]

    func records(_ row: Int) throws -> ClusteredRecords {
      var records = ClusteredRecords(subjects: 1, classes: 4)
      for (record, mark) in classes[row].enumerated() {
        records.add(
          prompt: prompts[row][record], annotator: annotators[row][record],
          classes: [UInt16(try #require(mark.wholeNumberValue))])
      }
      return records
    }
  }

  private let agreement = Ratio(
    terms: [
      Ratio.Term(numerator: 0, denominator: 1), Ratio.Term(numerator: 0.5, denominator: 1),
      Ratio.Term(numerator: 1, denominator: 1), .nothing,
    ])

  /// The bound of a percentile interval from 1,000 replicates has a standard error of 0.085 deviations, in tails near
  /// normal, and that from 20,000 one of 0.02.
  @Test func matchesNumPyWithinItsMonteCarloError() throws {
    let columns: Columns = try ReferenceFile.load("bootstrap")
    var errors: [Double] = []
    for (row, name) in columns.clusters.enumerated() {
      let bootstrap = ClusterBootstrap(seed: UInt64(row), clusters: try #require(.init(rawValue: name)))
      let estimate = bootstrap.estimates(of: try columns.records(row), ratios: [agreement])[0][0]
      #expect(isNear(estimate.statistic, columns.estimate[row], 1e-9))
      let interval = try estimate.interval.get()
      errors.append((interval.low - columns.low[row]) / columns.deviation[row])
      errors.append((interval.high - columns.high[row]) / columns.deviation[row])
    }
    #expect(errors.count == 120)
    #expect(errors.allSatisfy { abs($0) < 0.4 })
    // Without a bias, and no wider than Monte Carlo makes it.
    #expect(abs(errors.reduce(0, +) / 120) < 0.03)
    #expect(errors.reduce(0) { $0 + $1 * $1 } / 120 < 0.12 * 0.12)
  }

  /// Judgements of a prompt are alike: intervals that draw prompts hold the truth nearly as often as they say.
  @Test func coversTheTruth() throws {
    var random = SplitMix64(seed: 21)
    var covered = 0
    for study in 0..<200 {
      var records = ClusteredRecords(subjects: 1, classes: 4)
      for prompt in 0..<50 {
        // A chance of 0.4, 0.6 or 0.8 for each prompt: 0.6 on the whole.
        let chance = 40 + 20 * random.below(3)
        for _ in 0..<4 {
          records.add(prompt: prompt, annotator: 0, classes: [random.below(100) < chance ? 2 : 0])
        }
      }
      let bootstrap = ClusterBootstrap(seed: UInt64(study), clusters: .prompts, replicates: 240)
      let interval = try bootstrap.estimates(of: records, ratios: [agreement])[0][0].interval.get()
      covered += interval.low <= 0.6 && 0.6 <= interval.high ? 1 : 0
    }
    // 95 % of 200 is 190, give or take 6.
    #expect((180...199).contains(covered))
  }

  @Test(arguments: ClusterBootstrap.Clusters.allCases)
  func threadsAndTheOrderOfRecordsDoNotMatter(clusters: ClusterBootstrap.Clusters) throws {
    let columns: Columns = try ReferenceFile.load("bootstrap")
    let records = try columns.records(0)
    let estimates = [1, 2, 3, 16].map { threads in
      ClusterBootstrap(seed: 9, clusters: clusters, replicates: 100, threads: threads)
        .estimates(of: records, ratios: [agreement])
    }
    #expect(estimates.allSatisfy { $0 == estimates[0] })

    var shuffled = ClusteredRecords(subjects: 1, classes: 4)
    let order = (0..<records.count).sorted { ($0 % 7, $0) < ($1 % 7, $1) }
    // The same numbers for clusters: the first record of each comes in the order of before.
    let firsts = Set(
      records.prompts.of.indices.filter { record in
        !records.prompts.of[..<record].contains(records.prompts.of[record])
          || !records.annotators.of[..<record].contains(records.annotators.of[record])
      })
    for record in order.filter(firsts.contains).sorted() + order.filter({ !firsts.contains($0) }) {
      shuffled.add(
        prompt: Int(records.prompts.of[record]), annotator: Int(records.annotators.of[record]),
        classes: [records.classOf[record]])
    }
    #expect(shuffled.prompts.of != records.prompts.of)
    let bootstrap = ClusterBootstrap(seed: 9, clusters: clusters, replicates: 100)
    #expect(bootstrap.estimates(of: shuffled, ratios: [agreement]) == estimates[0])
  }

  @Test func theSlowFormDrawsTheSame() throws {
    let columns: Columns = try ReferenceFile.load("bootstrap")
    let records = try columns.records(2)
    let bootstrap = ClusterBootstrap(seed: 4, clusters: .both, replicates: 50)
    let slow = bootstrap.estimate(prompts: records.prompts.count, annotators: records.annotators.count) {
      resample in
      var counts = [0, 0, 0, 0]
      for record in 0..<records.count {
        counts[Int(records.classOf[record])] +=
          resample.prompts[Int(records.prompts.of[record])]
          * resample.annotators[Int(records.annotators.of[record])]
      }
      return agreement(counts)
    }
    #expect(slow == bootstrap.estimates(of: records, ratios: [agreement])[0][0])
  }

  @Test func indicesAreDrawnWithReplacement() {
    let resample = ClusterBootstrap.Resample(prompts: [0, 2, 1], annotators: [1, 1])
    #expect(resample.promptIndices == [1, 1, 2])
    #expect(resample.annotatorIndices == [0, 1])
  }

  @Test func strengthsHaveIntervalsToo() throws {
    var records = ClusteredRecords(subjects: 1, classes: PairwiseResults.classes(items: 2))
    var random = SplitMix64(seed: 6)
    for prompt in 0..<100 {
      let verdict: Verdict = random.below(10) < 7 ? .first : .second
      records.add(
        prompt: prompt, annotator: 0,
        classes: [try #require(PairwiseResults.classCode(0, 1, verdict, items: 2))])
    }
    let estimates = ClusterBootstrap(seed: 1, clusters: .prompts, replicates: 200).estimates(of: records) {
      counts in
      BradleyTerry.statistics(PairwiseResults(items: 2, classCounts: counts))
    }
    let first = estimates[0][0]
    let interval = try first.interval.get()
    let strength = try first.statistic.get()
    #expect(interval.low < strength && strength < interval.high)
    // Half of ln(p/(1−p)), whose standard error is ½/√(n·p·(1−p)) = 0.109 at 0.7.
    #expect((0.3..<0.6).contains(interval.high - interval.low))
  }

  @Test func whatCannotBeDrawnIsSaid() throws {
    let none = ClusteredRecords(subjects: 2, classes: 4)
    let estimates = ClusterBootstrap(seed: 1, clusters: .both).estimates(of: none, ratios: [agreement])
    #expect(estimates.count == 2)
    #expect(estimates[1][0].statistic == .undefined(.noData))
    #expect(estimates[1][0].interval == .failure(.figureUndefined(.noData)))

    var records = ClusteredRecords(subjects: 1, classes: 4)
    for prompt in 0..<3 { records.add(prompt: prompt, annotator: 5, classes: [2]) }
    func interval(_ bootstrap: ClusterBootstrap) -> Result<Interval, NoInterval> {
      bootstrap.estimates(of: records, ratios: [agreement])[0][0].interval
    }
    #expect(interval(ClusterBootstrap(seed: 1, clusters: .annotators)) == .failure(.oneCluster))
    #expect(interval(ClusterBootstrap(seed: 1, clusters: .both)) == .failure(.oneCluster))
    #expect(try interval(ClusterBootstrap(seed: 1, clusters: .prompts)).get() == Interval(low: 1, high: 1))
    #expect(interval(ClusterBootstrap(seed: 1, clusters: .prompts, replicates: 0)) == .failure(.notAskedFor))
    #expect(interval(ClusterBootstrap(seed: 1, clusters: .prompts, level: 1)) == .failure(.notAskedFor))
  }

  /// One of three prompts counts: without it, in 8 of 27 replicates, there is no figure.
  @Test func anIntervalOfFewReplicatesIsNone() throws {
    var records = ClusteredRecords(subjects: 1, classes: 4)
    records.add(prompt: 0, annotator: 0, classes: [2])
    records.add(prompt: 1, annotator: 0, classes: [3])
    records.add(prompt: 2, annotator: 0, classes: [3])
    let estimate = ClusterBootstrap(seed: 1, clusters: .prompts).estimates(of: records, ratios: [agreement])[
      0][0]
    #expect(estimate.statistic.value == 1)
    guard case .failure(.mostlyUndefined(let undefined, of: 1000)) = estimate.interval else {
      Issue.record("\(estimate.interval)")
      return
    }
    #expect(abs(undefined - 296) < 60)
  }

  @Test func percentilesAreNumPys() {
    // numpy.percentile([1, 2, 4, 8, 16], [10, 90])
    #expect(Interval(percentiles: [16, 1, 4, 2, 8], level: 0.8) == Interval(low: 1.4, high: 12.8))
    #expect(Interval(percentiles: [3], level: 0.95) == Interval(low: 3, high: 3))
    #expect(Interval(percentiles: [], level: 0.95) == nil)
  }

  @Test func intervalsAreTheSameOnEveryMachine() throws {
    var records = ClusteredRecords(subjects: 1, classes: 4)
    for record in 0..<60 {
      let kind: UInt16 = record % 7 == 0 ? 0 : record % 11 == 0 ? 1 : 2
      records.add(prompt: record / 3, annotator: record % 5, classes: [kind])
    }
    let estimate = ClusterBootstrap(seed: 2024, clusters: .both).estimates(of: records, ratios: [agreement])[
      0][0]
    #expect(try estimate.interval.get() == Interval(low: 0.6641001400560226, high: 0.9230769230769231))
  }
}
