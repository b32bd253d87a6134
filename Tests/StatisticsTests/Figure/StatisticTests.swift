import Testing

@testable import Statistics

@Suite struct StatisticTests {
  @Test func onlyFiniteNumbersAreValues() {
    #expect(Statistic.value(0.25).value == 0.25)
    #expect(Statistic.value(0.25).undefined == nil)
    #expect(Statistic.value(.nan) == .undefined(.invalidInput))
    #expect(Statistic.value(.infinity) == .undefined(.unbounded))
    #expect(Statistic.value(-.infinity).value == nil)
  }

  @Test func aThrownReasonIsKept() throws {
    let statistic = Statistic { () throws(Undefined) in throw .noOverlap }
    #expect(statistic.undefined == .noOverlap)
    #expect(throws: Undefined.noOverlap) { try statistic.get() }
    #expect(Statistic { 0.0 / 0.0 } == .undefined(.invalidInput))
    #expect(try Statistic.value(2).get() == 2)
  }

  @Test func reasonsFitACell() {
    #expect("\(Undefined.noVariation)" == "undefined: all in one category")
    #expect("\(Undefined.noOverlap)" == "undefined: no item judged by two")
    #expect("\(Undefined.disconnected([[0, 1], [2]]))" == "undefined: 2 groups never compared")
    let reasons: [Undefined] = [
      .noData, .noVariation, .allTied, .noOverlap, .unevenRaters, .disconnected([]), .separated([]),
      .notConverged,
      .unbounded,
      .invalidInput,
    ]
    #expect(reasons.allSatisfy { $0.description.count <= 40 })
    #expect(Set(reasons.map(\.description)).count == reasons.count)
  }

  @Test func anIntervalIsFiniteAndInOrder() throws {
    let interval = try #require(Interval(low: 0.25, high: 0.5))
    #expect(interval.low == 0.25 && interval.high == 0.5)
    #expect(Interval(low: 1, high: 0) == nil)
    #expect(Interval(low: .nan, high: 0) == nil)
    #expect(Interval(low: 0, high: .infinity) == nil)
  }
}
