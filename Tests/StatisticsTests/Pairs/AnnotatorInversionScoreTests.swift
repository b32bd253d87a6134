import FoundationEssentials
import TestSupport
import Testing

@testable import Statistics

/// Real rankings: 10 annotators, 20 prompts of HPD v2.
@Suite struct AnnotatorInversionScoreTests {
  private struct Item: Decodable {
    let rawAnnotations: [Annotation]

    struct Annotation: Decodable {
      let rank: [Int]
    }

    enum CodingKeys: String, CodingKey {
      case rawAnnotations = "raw_annotations"
    }
  }

  private static let folder = RepositoryPaths.sharedFolder("hpd-v2-sample")

  /// `python statistics_models.py sample` prints 0.7887716049382716.
  @Test(.enabled(if: folder != nil, "needs ../shared/hpd-v2-sample"))
  func meanOverAllPairsOfAnnotators() throws {
    let folder = URL(filePath: try #require(Self.folder))
    let items = try JSONDecoder().decode(
      [Item].self, from: Data(contentsOf: folder.appending(path: "test.json")))
    var tally = PairTally()
    for item in items {
      for (place, one) in item.rawAnnotations.enumerated() {
        for other in item.rawAnnotations[(place + 1)...] {
          tally.add(ranking: try #require(PairCredits.all(ranks: one.rank, otherRanks: other.rank)))
        }
      }
    }
    #expect(tally.count(.hpsv2) == 900)
    #expect(isNear(tally.agreement(.hpsv2), 0.7887716049382716, 1e-12))
  }
}
