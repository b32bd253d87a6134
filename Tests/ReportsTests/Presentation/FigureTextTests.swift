import Testing

@testable import Reports

@Suite struct FigureTextTests {
  @Test(arguments: [
    (0.7891, FigureUnit.percent, "78.9"), (1, .percent, "100.0"), (-0.0001, .number(2), "0.00"),
    (-1.04, .number(1), "−1.0"), (12.3456, .number(4), "12.3456"), (9.999, .number(0), "10"),
    (1e18, .number(2), "1e+18"), (0.99999, .percent, ">99.9"), (0.0001, .percent, "<0.1"),
    (0, .percent, "0.0"),
    (1, .pValue, "> 0.9999"), (0.99996, .pValue, "> 0.9999"), (0.00001, .pValue, "< 0.0001"),
    (0.0569, .pValue, "0.0569"),
  ]) func numbersAreWritten(value: Double, unit: FigureUnit, text: String) {
    #expect(unit.text(value) == text)
  }

  @Test func ticksAreRoundAndAsShortAsTheyMayBe() {
    func texts(_ low: Double, _ high: Double, _ most: Int, _ unit: FigureUnit) -> [String] {
      AxisTicks(from: low, to: high, most: most).ticks(unit).map(\.text)
    }
    #expect(texts(0.49, 0.82, 4, .percent) == ["50", "60", "70", "80"])
    #expect(texts(10.1, 10.9, 4, .number(4)) == ["10.2", "10.4", "10.6", "10.8"])
    #expect(texts(-0.3, 0.3, 3, .number(2)) == ["−0.2", "0.0", "0.2"])
    #expect(texts(1, 1, 3, .percent).isEmpty)
    #expect(texts(.nan, 1, 3, .percent).isEmpty)
  }

  @Test func anIntervalIsDrawnToScale() {
    let axis = Axis(range: 0...1, cells: 11)
    #expect(axis.plot(0.5, 0.3...0.8, 0.1, isCeiling: false) == " ┊ ├─●──┤  ")
    #expect(axis.plot(0.9, nil, 2, isCeiling: true) == "         ◆ ")
    #expect(axis.marks(.percent) == "0   50  100")
  }

  @Test func aBarIsAsLongAsItsShare() {
    #expect(ReliabilityPlot.bar(0.5, mark: 0.95, width: 10) == "█████····│")
    #expect(ReliabilityPlot.bar(0.525, mark: 0, width: 10) == "│████▎····")
    #expect(ReliabilityPlot.bar(1, mark: 1, width: 4) == "███│")
  }

  @Test func longLabelsGoOnBelow() {
    #expect(Column.row("short", 8, "| 1") == [" short   | 1"])
    #expect(Column.row("agreement of everybody", 10, "| 1") == [" agreement | 1", "  of", "  everybody"])
    #expect(Column.row("  set below", 8, "|") == ["   set   |", "    below"])
  }

  /// A name without a space is broken, and no part of it lost; where it leaves no room for the plot, the plot goes.
  @Test(arguments: [60, 80, 120]) func noPartOfALabelIsLost(width: Int) throws {
    let name = String(repeating: "0123456789abcdef", count: 4)
    let forest = Forest(
      title: "t",
      rows: [
        .init(
          label: name, value: 0.5, interval: 0.4...0.6, n: 1_000_000, reason: nil, remark: nil,
          isCeiling: false)
      ],
      unit: .percent, reference: 0.5)
    let lines = forest.lines(width: width)
    #expect(lines.allSatisfy { $0.count <= width })
    let row = try #require(lines.firstIndex { $0.contains("n 1000000") })
    let first = String(lines[row].drop { $0 == " " }.prefix { $0 != " " })
    #expect(([first] + lines[(row + 1)...].map { $0.filter { $0 != " " } }).joined() == name)
  }
}
