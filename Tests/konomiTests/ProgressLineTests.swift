import Testing

@testable import konomi

@Suite struct ProgressLineTests {
  @Test func tellsShareRateAndTimeLeft() {
    #expect(
      ProgressLine.text(50, unit: "comparisons", fraction: 0.25, seconds: 10)
        == "25 % · 50 comparisons · 5 a second · 0:30 left")
    #expect(
      ProgressLine.text(50, unit: "comparisons", fraction: nil, seconds: 10) == "50 comparisons · 5 a second")
    #expect(ProgressLine.text(0, unit: "choices", fraction: 0, seconds: 0) == "0 % · 0 choices")
    #expect(
      ProgressLine.text(7, unit: "choices", fraction: 1, seconds: 7)
        == "100 % · 7 choices · 1 a second · 0:00 left")
  }

  @Test func oneIsNoPlural() {
    #expect(
      ProgressLine.text(1, unit: "choices looked at", fraction: nil, seconds: 0) == "1 choice looked at")
    #expect(
      ProgressLine.text(2, unit: "choices looked at", fraction: nil, seconds: 0) == "2 choices looked at")
  }

  @Test func slowWorkHasADigitAfterThePoint() {
    #expect(ProgressLine.text(13, unit: "images", fraction: nil, seconds: 8) == "13 images · 1.6 a second")
    #expect(ProgressLine.text(1, unit: "images", fraction: nil, seconds: 3) == "1 image · 0.3 a second")
    #expect(ProgressLine.text(125, unit: "images", fraction: nil, seconds: 10) == "125 images · 12 a second")
  }
}
