import Preferences
import Testing

@Suite struct CountedTests {
  /// "1 comparisons" it was.
  @Test func oneIsNoPlural() {
    #expect(counted(1, "comparison") == "1 comparison")
    #expect(counted(0, "comparison") == "0 comparisons")
    #expect(counted(2, "comparison") == "2 comparisons")
    #expect(counted(2, "entry", "entries") == "2 entries")
    #expect(all(1, "pair") == "the one pair" && all(3, "pair") == "all 3 pairs")
  }

  @Test func ofOneImageNothingIsPredicted() {
    let scorer = ScorerIdentity(name: "s", checkpoint: nil, logitScale: 10, preprocessing: "none")
    #expect(scorer.prediction(from: [0.3]) == nil)
    #expect(scorer.prediction(from: [0.3, 0.3]) == [0.5, 0.5])
  }
}
