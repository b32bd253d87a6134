import Preferences
import Testing

@testable import Statistics

@Suite struct BradleyTerryTests {
  private struct Columns: Decodable {
    let items: [Int]
    let wins: [[Int]]
    let penalty: [Double]
    let groups: [[[Int]]]
    let expected: [[Double]?]
  }

  private struct ColumnsWithTies: Decodable {
    let items: [Int]
    let wins, ties: [[Int]]
    let penalty: [Double]
    let expected: [[Double]?]
    let tieStrength: [Double?]
  }

  /// FACTS.
  @Test func knownValues() throws {
    var results = PairwiseResults(items: 3)
    results.add(0, 1, .first, count: 2)
    results.add(1, 2, .first)
    results.add(0, 2, .second)
    let model = try BradleyTerry(results)
    for (found, expected) in zip(model.logStrengths, [0.419618, -0.419618, 0]) {
      #expect(abs(found - expected) < 1e-5)
    }
    #expect(model.tieStrength == 0)
  }

  @Test func matchesChoixWithoutTies() throws {
    let columns: Columns = try ReferenceFile.load("bradley_terry")
    #expect(columns.items.count >= 1000)
    for (row, items) in columns.items.enumerated() {
      let results = PairwiseResults(items: items, wins: columns.wins[row], ties: [])
      do {
        let model = try BradleyTerry(results, regularization: columns.penalty[row])
        let expected = try #require(columns.expected[row], "row \(row)")
        #expect(zip(model.logStrengths, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "row \(row)")
      } catch Undefined.separated(let groups) {
        #expect(groups.sorted { $0[0] < $1[0] } == columns.groups[row], "row \(row)")
      } catch Undefined.disconnected(let groups) {
        // Each holds whole groups of those that won or lost all, and none has a result with another.
        #expect(groups.count > 1 && groups.joined().sorted() == Array(0..<items), "row \(row)")
        for group in columns.groups[row] {
          #expect(groups.contains { Set(group).isSubset(of: $0) }, "row \(row)")
        }
        for (one, other) in groups.enumerated().flatMap({ place, one in groups[..<place].map { (one, $0) } })
        {
          #expect(
            one.allSatisfy { item in other.allSatisfy { results.wins(of: item, over: $0) == 0 } },
            "row \(row)")
        }
      } catch {
        #expect(error as? Undefined == .noData && results == PairwiseResults(items: items), "row \(row)")
      }
    }
  }

  @Test func matchesSciPyWithTies() throws {
    let columns: ColumnsWithTies = try ReferenceFile.load("davidson")
    #expect(columns.items.count >= 1000)
    for (row, items) in columns.items.enumerated() {
      let results = PairwiseResults(items: items, wins: columns.wins[row], ties: columns.ties[row])
      let model = try? BradleyTerry(results, regularization: columns.penalty[row])
      #expect((model == nil) == (columns.expected[row] == nil), "row \(row)")
      guard let model, let expected = columns.expected[row], let tie = columns.tieStrength[row] else {
        continue
      }
      #expect(zip(model.logStrengths, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "row \(row)")
      #expect(abs(model.tieStrength - tie) < 1e-6 * (1 + tie), "row \(row)")
    }
  }

  @Test func chancesAreThoseObservedOnOnePair() throws {
    var results = PairwiseResults(items: 2)
    results.add(0, 1, .first, count: 5)
    results.add(0, 1, .second, count: 2)
    results.add(0, 1, .tie, count: 3)
    let chances = try BradleyTerry(results).chances(0, 1)
    #expect(abs(chances.first - 0.5) < 1e-9)
    #expect(abs(chances.second - 0.2) < 1e-9)
    #expect(abs(chances.tie - 0.3) < 1e-9)
  }

  @Test func whoWonOrLostAllIsSeparatedUnlessRegularised() throws {
    var results = PairwiseResults(items: 4)
    results.add(2, 1, .first)
    results.add(1, 2, .first)
    results.add(2, 0, .first)
    results.add(0, 3, .first)
    #expect(throws: Undefined.separated([[1, 2], [0], [3]])) { try BradleyTerry(results) }
    #expect(BradleyTerry.statistics(results).allSatisfy { $0.value == nil })
    let strengths = try BradleyTerry(results, regularization: 0.1).logStrengths
    #expect(strengths[2] > strengths[1] && strengths[1] > strengths[0] && strengths[0] > strengths[3])
    #expect(abs(strengths.reduce(0, +)) < 1e-9)
  }

  /// They were said never to have been compared.
  @Test func onlyItemsThatNeverMetAreNeverCompared() throws {
    var results = PairwiseResults(items: 2)
    results.add(0, 1, .first, count: 12)
    #expect(throws: Undefined.separated([[0], [1]])) { try BradleyTerry(results) }
    results = PairwiseResults(items: 4)
    results.add(3, 1, .first)
    results.add(0, 2, .tie)
    results.add(0, 2, .first)
    #expect(throws: Undefined.disconnected([[0, 2], [1, 3]])) { try BradleyTerry(results) }
  }

  private struct HalfWinColumns: Decodable {
    let items: [Int]
    let wins: [[Int]]
    let expected: [[Double]]
  }

  /// choix on every result twice and one more for either of two that met.
  @Test func halfAWinBoundsWhatChoixCannot() throws {
    let columns: HalfWinColumns = try ReferenceFile.load("bradley_terry_half_win")
    #expect(columns.items.count >= 1000)
    for (row, items) in columns.items.enumerated() {
      let results = PairwiseResults(items: items, wins: columns.wins[row], ties: [])
      let model = try BradleyTerry(results.withHalfAWinAdded)
      #expect(zip(model.logStrengths, columns.expected[row]).allSatisfy { abs($0 - $1) < 1e-6 }, "row \(row)")
    }
  }

  /// With two items: the log of (wins + ½) ∕ (losses + ½), as Firth has it.
  @Test func halfAWinBetweenTwoIsFirthsEstimate() throws {
    var results = PairwiseResults(items: 2)
    results.add(0, 1, .first, count: 12)
    let strengths = try BradleyTerry(results.withHalfAWinAdded).logStrengths
    #expect(abs(strengths[0] - strengths[1] - 3.2188758248682006) < 1e-9)
  }

  /// A tie links two items both ways, and yet the likelihood has no maximum: it grows for ever with ν and the
  /// distance between the two that were decided.
  @Test func tiesThatTakeOverAreUnbounded() throws {
    var results = PairwiseResults(items: 3)
    results.add(0, 1, .first)
    results.add(1, 2, .tie)
    results.add(0, 2, .tie)
    #expect(throws: Undefined.unbounded) { try BradleyTerry(results) }
    results.add(0, 1, .second)
    #expect(throws: Never.self) { try BradleyTerry(results) }
  }

  @Test func nothingDecidedIsUndefined() {
    #expect(throws: Undefined.noData) { try BradleyTerry(PairwiseResults(items: 0)) }
    #expect(throws: Undefined.noData) { try BradleyTerry(PairwiseResults(items: 1)) }
    #expect(throws: Undefined.noData) { try BradleyTerry(PairwiseResults(items: 3), regularization: 1) }
    var tied = PairwiseResults(items: 2)
    tied.add(0, 0, .first)
    tied.add(0, 1, .tie)
    #expect(throws: Undefined.allTied) { try BradleyTerry(tied) }
    #expect(throws: Undefined.invalidInput) { try BradleyTerry(tied, regularization: -1) }
    #expect(throws: Undefined.invalidInput) { try BradleyTerry(tied, regularization: .nan) }
    #expect(throws: Never.self) { try BradleyTerry(tied, regularization: 1) }
  }

  @Test(arguments: [1, 1_000, 1_000_000, 1_000_000_000])
  func farApartItemsStillConverge(wins: Int) throws {
    var results = PairwiseResults(items: 3)
    results.add(0, 1, .first, count: wins)
    results.add(1, 0, .first)
    results.add(1, 2, .first, count: wins)
    results.add(2, 1, .first)
    results.add(1, 2, .tie)
    let chances = try BradleyTerry(results).chances(0, 1)
    #expect(chances.first / chances.second > 0.5 * Double(wins))
  }

  @Test func classesOfABootstrapGiveTheResultsBack() throws {
    var random = SplitMix64(seed: 5)
    var results = PairwiseResults(items: 6)
    var counts = [Int](repeating: 0, count: PairwiseResults.classes(items: 6))
    for _ in 0..<200 {
      let (first, second, verdict) = (random.below(6), random.below(6), Verdict.allCases[random.below(3)])
      results.add(first, second, verdict)
      counts[Int(try #require(PairwiseResults.classCode(first, second, verdict, items: 6)))] += 1
    }
    #expect(PairwiseResults(items: 6, classCounts: counts) == results)
    #expect(PairwiseResults.classCode(146, 147, .tie, items: 148) != nil)
    #expect(PairwiseResults.classCode(200, 200, .tie, items: 201) == nil)
  }
}

extension PairwiseResults {
  /// - Parameters:
  ///   - wins: row-major.
  ///   - ties: of the pairs (0,1) (0,2) … (1,2) …; none where there are none.
  fileprivate init(items: Int, wins: [Int], ties: [Int]) {
    self.init(items: items)
    var pair = 0
    for first in 0..<items {
      for second in 0..<items where first != second {
        add(first, second, .first, count: wins[first * items + second])
        guard first < second, !ties.isEmpty else { continue }
        add(first, second, .tie, count: ties[pair])
        pair += 1
      }
    }
  }
}
