import Testing

@testable import Reports

@Suite struct BreakdownTests {
  @Test func thoseWithMostPairsAreNamedInTheirOrder() {
    let part = Breakdown.Part(["a", "b", "c", "d", "e"], counts: [1, 5, 0, 3, 3], most: 2)
    #expect(part.names == ["b", "d"])
    #expect(part.numbers == [-1, 0, -1, 1, -1])
    #expect(part.leftOut == 2)
  }
}
