import Testing

@testable import Preferences

@Suite struct ScheduleTests {
  private func summaries(_ count: Int, candidates: Int) throws -> [ComparisonSummary] {
    try (0..<count).map {
      ComparisonSummary(id: try Sample.comparison($0, candidates: candidates).id, candidateCount: candidates)
    }
  }

  private func schedule(
    _ comparisons: [ComparisonSummary], for name: String = "mia",
    _ settings: SessionSettings = SessionSettings()
  ) throws -> [PlannedTrial] {
    let schedule = Schedule(
      annotator: try Annotator(name: name).id, settings: settings, comparisons: comparisons)
    return (0..<schedule.count).map { schedule[$0] }
  }

  @Test(arguments: [2, 3, 9])
  func allPairsOfAComparisonComeOnce(candidates: Int) throws {
    let trials = try schedule(summaries(1, candidates: candidates))
    #expect(trials.count == candidates * (candidates - 1) / 2)
    #expect(Set(trials.map(\.members)).count == trials.count)
    #expect(trials.allSatisfy { $0.members.count == 2 && $0.members[0] < $0.members[1] })
    #expect(trials.allSatisfy { $0.selection == Selection(policy: .random, probability: 1) })
  }

  @Test func aSampleOfPairsIsTheSameForAllAnnotatorsAndSaysItsProbability() throws {
    let settings = SessionSettings(seed: 4, pairsPerComparison: 5)
    let comparisons = try summaries(6, candidates: 9)
    let mia = try schedule(comparisons, for: "mia", settings)
    let ben = try schedule(comparisons, for: "ben", settings)
    func pairs(_ trials: [PlannedTrial]) -> Set<String> {
      Set(trials.map { "\($0.comparison) \($0.members)" })
    }
    #expect(mia.count == 30)
    #expect(pairs(mia) == pairs(ben))
    #expect(mia.map(\.members) != ben.map(\.members))
    #expect(mia.allSatisfy { $0.selection.probability == 5.0 / 36 })
  }

  @Test(arguments: [AnnotationMode.best, .rank])
  func theWholeComparisonIsOneTrial(mode: AnnotationMode) throws {
    let trials = try schedule(summaries(3, candidates: 4), SessionSettings(mode: mode))
    #expect(trials.count == 3)
    #expect(trials.allSatisfy { $0.members == [0, 1, 2, 3] && $0.task == mode.task })
  }

  @Test func theOrderFollowsFromTheSeed() throws {
    let comparisons = try summaries(50, candidates: 2)
    let one = try schedule(comparisons, SessionSettings(seed: 1))
    #expect(one == (try schedule(comparisons.reversed(), SessionSettings(seed: 1))))
    #expect(one.map(\.id) != (try schedule(comparisons, SessionSettings(seed: 2))).map(\.id))
    #expect(Set(one.map(\.id)) == Set(try schedule(comparisons, SessionSettings(seed: 2)).map(\.id)))
  }

  @Test func aComparisonAddedLaterSlipsInWithoutDisturbingTheRest() throws {
    let comparisons = try summaries(50, candidates: 2)
    let before = try schedule(Array(comparisons.dropLast())).map(\.id)
    let after = try schedule(comparisons).map(\.id)
    #expect(after.filter(Set(before).contains) == before)
  }

  @Test func repeatsComeLaterWithSidesSwapped() throws {
    let trials = try schedule(summaries(400, candidates: 2), SessionSettings(repeatShare: 0.25))
    let repeats = trials.enumerated().filter { $0.element.repetition == 1 }
    // 400 draws with p = 0.25: five standard deviations are 43.
    #expect((57...143).contains(repeats.count))
    for (position, again) in repeats {
      let first = try #require(trials.firstIndex { $0.comparison == again.comparison && $0.repetition == 0 })
      #expect(first < position)
      #expect(again.id != trials[first].id)
      #expect(again.selection == Selection(policy: .repeat, probability: 0.25))
      let comparison = try Sample.comparison(0)
      #expect(try again.trial(of: comparison).images == trials[first].trial(of: comparison).images.reversed())
    }
  }

  @Test func neitherSideIsFavoured() throws {
    let comparison = try Sample.comparison(1)
    let firstIsLeft = try schedule(summaries(1000, candidates: 2)).count {
      try $0.trial(of: comparison).images[0] == comparison.candidates[0].image
    }
    // Five standard deviations of 1,000 fair draws are 79.
    #expect((421...579).contains(firstIsLeft))
  }
}
