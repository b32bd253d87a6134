import Testing

@testable import Statistics

@Suite struct PairTallyTests {
  private struct Columns: Decodable {
    let ranks: [[[Int]]]
    let scores: [[[Double]]]
    let t, scale, epsilon: [Double]
    let expected: [[Double?]]

    func credits(_ row: Int) throws -> [[PairCredits]] {
      let ties = TieThresholds(
        probabilityDifference: t[row], logitScale: scale[row], epsilon: epsilon[row])
      return try zip(ranks[row], scores[row]).map {
        try #require(PairCredits.all(ranks: $0, scores: $1, ties: ties))
      }
    }
  }

  @Test func matchesTheReferenceOnAThousandRandomStudies() throws {
    let columns: Columns = try ReferenceFile.load("pairs")
    #expect(columns.expected.count >= 1000)
    for (row, expected) in columns.expected.enumerated() {
      var tally = PairTally()
      for ranking in try columns.credits(row) { tally.add(ranking: ranking) }
      for (convention, expected) in zip(PairConvention.allCases, expected) {
        #expect(isNear(tally.agreement(convention), expected, 1e-9), "row \(row) \(convention)")
      }
    }
  }

  @Test func theClassesOfABootstrapGiveTheSameFigures() throws {
    let columns: Columns = try ReferenceFile.load("pairs")
    for (row, expected) in columns.expected.enumerated().prefix(100) {
      var classes = PairClasses()
      var counts: [UInt16: Int] = [:]
      for ranking in try columns.credits(row) {
        let asked = classes.size(pairs: ranking.count)
        let size = try #require(asked)
        for credits in ranking { counts[PairClasses.code(credits, size), default: 0] += 1 }
      }
      let classCounts = (0..<classes.count).map { counts[UInt16($0)] ?? 0 }
      for (convention, expected) in zip(PairConvention.allCases, expected) {
        #expect(isNear(classes.ratio(convention)(classCounts), expected, 1e-9), "row \(row) \(convention)")
      }
    }
  }

  @Test func twoPeopleCountAsAPersonAndAModelWithoutThresholds() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<50 {
      let (one, other) = ((0..<5).map { _ in random.below(4) }, (0..<5).map { _ in random.below(4) })
      let people = PairCredits.all(ranks: one, otherRanks: other)
      #expect(people == PairCredits.all(ranks: one, scores: other.map { -Double($0) }, ties: .equalOnly))
    }
  }

  @Test func takingBackLeavesWhatWasThere() throws {
    let columns: Columns = try ReferenceFile.load("pairs")
    var tally = PairTally()
    tally.add(ranking: try columns.credits(0)[0])
    let before = tally
    let later = try (1..<50).flatMap { try columns.credits($0) }
    for ranking in later { tally.add(ranking: ranking) }
    #expect(tally != before)
    for ranking in later { tally.remove(ranking: ranking) }
    #expect(tally == before)
  }

  @Test func nothingCountedIsUndefined() {
    var tally = PairTally()
    #expect(PairConvention.allCases.allSatisfy { tally.agreement($0) == .undefined(.noData) })
    tally.add(ranking: [PairCredits.uncounted])
    tally.add(ranking: [])
    #expect(PairConvention.allCases.allSatisfy { tally.agreement($0) == .undefined(.noData) })
    // Ties of the person alone say nothing under imagereward, and all under the others.
    tally.add(ranking: [PairCredits(human: .tie, other: .tie)])
    #expect(PairConvention.allCases.map { tally.agreement($0).value } == [1, 1, nil, 1])
  }

  @Test func sizesOfRankingsRunOut() {
    var classes = PairClasses()
    let sizes = (0...257).map { classes.size(pairs: $0) }
    #expect(sizes.map { $0 == nil } == (0...257).map { $0 == 0 || $0 == 257 })
    let again = classes.size(pairs: 256)
    #expect(again == sizes[256])
    #expect(classes.count == 1 << 16)
  }
}

/// Both undefined, or no further apart than the tolerance.
func isNear(_ found: Statistic, _ expected: Double?, _ tolerance: Double) -> Bool {
  guard let expected, let found = found.value else { return (expected == nil) == (found.value == nil) }
  return abs(found - expected) <= tolerance
}
