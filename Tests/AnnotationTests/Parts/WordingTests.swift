import Testing

@testable import Annotation

@Suite struct WordingTests {
  @Test(arguments: [
    (0.04, 1, "0.0"), (0.05, 1, "0.1"), (-0.25, 1, "-0.3"), (12.345, 2, "12.35"), (1.005, 3, "1.005"),
    (2.5, 0, "3"), (99.6, 0, "100"), (.nan, 1, "–"), (.infinity, 1, "–"), (1e300, 2, "–"),
  ])
  func numbersHaveTheDigitsAskedFor(value: Double, digits: Int, words: String) {
    #expect(Wording.decimal(value, digits: digits) == words)
  }

  @Test func cosinesAreShownAsHPS() {
    #expect(Wording.score(0.21344, isCosine: true) == "21.34")
    #expect(Wording.score(-0.21344, isCosine: false) == "-0.213")
    #expect(Wording.percent(0.619) == "62 %")
  }
}
