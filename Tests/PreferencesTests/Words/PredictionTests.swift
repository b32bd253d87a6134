import Testing

@testable import Preferences

@Suite struct PredictionTests {
  private func prediction(_ scores: [Double], scale: Double? = 100) -> [Double]? {
    ScorerIdentity(name: "s", checkpoint: nil, logitScale: scale, preprocessing: "external")
      .prediction(from: scores)
  }

  /// The odds of two candidates are exp(scale · difference): 100 · 0.0049 for the pair.
  @Test func oddsFollowFromTheDifferenceOfTheScores() throws {
    let pair = try #require(prediction([0.2134, 0.2085]))
    #expect(abs(pair[0] - 0.620_106) < 1e-6)
    #expect(abs(pair[0] + pair[1] - 1) < 1e-12)
    let three = try #require(prediction([0.21, 0.20, 0.19]))
    for (value, expected) in zip(three, [0.665_240_956, 0.244_728_471, 0.090_030_573]) {
      #expect(abs(value - expected) < 1e-9)
    }
  }

  @Test func equalScoresShareEvenly() {
    #expect(prediction([0.2, 0.2, 0.2, 0.2]) == [0.25, 0.25, 0.25, 0.25])
  }

  @Test func withoutALogitScaleThereIsNone() {
    #expect(prediction([0.2, 0.3], scale: nil) == nil)
  }

  /// A single image was predicted to be preferred with 100 %.
  @Test func ofFewerThanTwoNothingIsPredicted() {
    for scores in [[], [0.2], [-1e300], [.nan]] { #expect(prediction(scores) == nil) }
  }

  @Test(arguments: [1e-300, 1, 100, 1e6, Double.greatestFiniteMagnitude])
  func theySumToOneAtAnyScale(scale: Double) throws {
    for scores in [[0.2, 0.3, -1, 1], [1e308, -1e308], [-5000, -5001, -5002]] {
      let probabilities = try #require(prediction(scores, scale: scale))
      #expect(probabilities.allSatisfy { (0...1).contains($0) })
      #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test(arguments: [[Double.nan, 0.2], [0.2, .nan], [.infinity, 0.2], [.infinity, .infinity]])
  func aScoreThatIsNoNumberPredictsNothing(scores: [Double]) throws {
    #expect(try #require(prediction(scores)).allSatisfy(\.isNaN))
  }
}
