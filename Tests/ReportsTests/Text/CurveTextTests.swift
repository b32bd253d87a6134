import Testing

@testable import Reports

@Suite struct CurveTextTests {
  private func curve(_ validation: [Double], _ training: [Double] = []) -> Curve {
    func points(_ values: [Double], from first: Int) -> [Curve.Point] {
      values.enumerated().map { Curve.Point(step: 10 * ($0.offset + first), value: $0.element) }
    }
    return Curve(
      title: "loss", unit: "steps",
      series: [
        Curve.Series(name: "validation", points: points(validation, from: 0)),
        Curve.Series(name: "training", points: points(training, from: 1)),
      ])
  }

  @Test func lossesAreDrawnWhereTheyBelong() {
    #expect(
      curve([1, 0.75, 0.5], [0.9, 0.5]).lines(width: 30, height: 5) == [
        "loss: ● validation, ○ training",
        "  1.000 ┤●",
        "        │          ○",
        "        │          ●",
        "        │",
        "  0.500 ┤                    ●",
        "        └─────────────────────",
        "         0            20 steps",
      ])
  }

  @Test func aFlatCurveAndAShortOneAreNoFault() {
    #expect(curve([0.5, 0.5]).lines(width: 30).count == 11)
    #expect(curve([0.5]).lines(width: 80) == [])
    #expect(curve([]).lines(width: 80) == [])
    #expect(curve([0.5]).html.isEmpty)
  }

  @Test func aLossThatIsNoNumberIsLeftOut() {
    #expect(curve([1, .nan, 0.5]).lines(width: 30, height: 5).joined().count { $0 == "●" } == 3)
    #expect(!curve([1, .infinity, 0.5]).html.contains("inf"))
  }

  @Test func everyPointIsInThePage() {
    let html = curve([1, 0.75, 0.5], [0.9, 0.5]).html
    #expect(html.split(separator: "<circle").count == 6)
    #expect(html.contains(">validation</text>") && html.contains(">training</text>"))
  }
}
