import Testing

@testable import Statistics

@Suite struct SplitMix64Tests {
  @Test func matchesThePublishedSequence() {
    var generator = SplitMix64(seed: 1_234_567)
    let words = (0..<5).map { _ in generator.next() }
    #expect(
      words == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func streamsDiffer() {
    let firsts = (0..<1000).map { stream in
      var generator = SplitMix64(seed: 1, stream: UInt64(stream))
      return generator.next()
    }
    #expect(Set(firsts).count == 1000)
  }

  @Test func numbersBelowABoundAreEquallyFrequent() {
    var generator = SplitMix64(seed: 2)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<7000 { counts[generator.below(7)] += 1 }
    // χ² with 6 degrees of freedom is above 22.5 once in a thousand times.
    #expect(counts.reduce(0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 } < 22.5)
    let only = [0, 1].map { generator.below($0) }
    #expect(only == [0, 0])
    let wide = (0..<100).map { _ in generator.below(.max) }
    #expect(wide.allSatisfy { $0 >= 0 })
  }

  @Test func shufflesReachEveryOrder() {
    var generator = SplitMix64(seed: 3)
    let orders = Set(
      (0..<500).map { _ in
        var elements = [0, 1, 2, 3]
        generator.shuffle(&elements)
        return elements
      })
    #expect(orders.count == 24)
    var none: [Int] = []
    generator.shuffle(&none)
    #expect(none.isEmpty)
  }
}
