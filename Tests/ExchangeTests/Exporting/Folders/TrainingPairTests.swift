import Preferences
import Testing

@testable import Exchange

@Suite struct TrainingPairTests {
  private let study: TrainingStudy
  private let records: Records
  private let images: [ImageID]

  init() throws {
    study = try TrainingStudy()
    records = try study.records("a cat", [(.png, "a"), (.png, "b"), (.png, "c"), (.png, "d")])
    images = records.comparison.candidates.map(\.image)
  }

  /// Places in the comparison, with what is said of them.
  private func pairs(_ outcome: Outcome, shown: [Int]? = nil) throws -> [String] {
    TrainingPair.all(of: try records.record(outcome, shown: shown)).map { pair in
      let places = [pair.candidates.0, pair.candidates.1].compactMap { images.firstIndex(of: $0.image) }
      let sign =
        switch pair.verdict {
        case .first: ">"
        case .second: "<"
        case .tie: "="
        }
      return "\(places[0])\(sign)\(places[1])"
    }
  }

  @Test func thePreferredImageStandsAgainstEachOther() throws {
    #expect(try pairs(.preferred(images[1])) == ["0<1", "1>2", "1>3"])
    #expect(try pairs(.preferred(images[3]), shown: [3, 0]) == ["0<3"])
  }

  @Test func aRankingGivesEveryTwo() throws {
    #expect(
      try pairs(.ranking([[images[2]], [images[0], images[3]], [images[1]]])) == [
        "0>1", "0<2", "0=3", "1<2", "1<3", "2>3",
      ])
  }

  @Test func theRest() throws {
    #expect(try pairs(.tie, shown: [2, 1]) == ["1=2"])
    #expect(try pairs(.bothBad) == [])
    #expect(try pairs(.skip) == [])
  }

  /// `datasets` guesses types from the first lines, and refuses what differs later.
  @Test(arguments: [Verdict.first, .second, .tie])
  func noColumnIsNullOrSometimesWhole(_ verdict: Verdict) throws {
    let record = try records.record(.tie)
    let candidates = records.comparison.candidates
    let columns = TrainingPair(candidates: (candidates[0], candidates[1]), verdict: verdict)
      .columns(of: record, examplesOfPrompt: 3)
    for (name, value) in columns {
      if case .null = value { Issue.record("\(name) is null") }
    }
    let labels = columns.filter { $0.0.hasPrefix("label") }.map(\.1.text)
    #expect(
      labels == (verdict == .first ? ["1.0", "0.0"] : verdict == .second ? ["0.0", "1.0"] : ["0.5", "0.5"]))
  }
}
