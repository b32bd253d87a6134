import Preferences
import Testing

@testable import Reports

@Suite struct ClusterTests {
  @Test func clustersWeighAsOftenAsTheyAreDrawn() {
    var sums = ClusterSums(clusters: 3, columns: 2)
    sums.add(1, cluster: 0, column: 0)
    sums.add(2, cluster: 1, column: 0)
    sums.add(4, cluster: 2, column: 1)
    sums.add(8, cluster: 2, column: 0)
    #expect(sums.totals == [11, 4])
    #expect(sums.weighted(by: [0, 3, 1]) == [14, 4])
    #expect(sums.weighted(by: [1, 0, 2], columns: 1..<2) == [0, 8])
  }

  /// Above a number of prompts, they are drawn in groups of one size.
  @Test func manyPromptsAreGroupedEvenly() throws {
    let count = 3 * ClusterGroups.mostPromptGroups + 7
    var builder = StudyBuilder(
      filter: StudyFilter(), annotators: [try Annotator(name: "mia")],
      sessions: [
        StudySession(
          id: SessionID(high: 1, low: 1, version: 8), origin: .annotation,
          startedAt: Timestamp(milliseconds: 0))
      ])
    for number in 0..<count {
      builder.add(
        ComparisonID(high: UInt64(number), low: 1, version: 8), key: Int64(number), prompt: number,
        generators: [-1, -1], tags: [],
        choices: [(StudyChoice(annotator: 0, session: 0, outcome: .tie, policy: .random), 2)],
        members: [.init(place: 0, level: 0), .init(place: 1, level: 0)])
    }
    let groups = ClusterGroups(builder.study())
    #expect(groups.promptGroups == ClusterGroups.mostPromptGroups && groups.annotatorGroups == 1)
    let sizes = Dictionary(grouping: groups.promptGroup) { $0 }.values.map(\.count)
    #expect(sizes.count == ClusterGroups.mostPromptGroups)
    #expect(sizes.min() == 3 && sizes.max() == 4)
  }
}
