import Testing

@testable import Scenes

@Suite struct SplitMix64Tests {
  @Test func givesThePublishedSequence() {
    // The first outputs of the reference implementation for seed 1234567.
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func streamsOfOneSeedDiffer() {
    let firsts = (0..<1000 as Range<UInt64>).map { stream -> UInt64 in
      var random = SplitMix64(seed: 5, stream: stream)
      return random.next()
    }
    #expect(Set(firsts).count == 1000)
  }

  @Test func drawsStayWithinTheirBounds() {
    var random = SplitMix64(seed: 3)
    var seen: Set<Int> = []
    for _ in 0..<2000 {
      #expect((0..<1).contains(random.unit()))
      #expect((-2...3).contains(random.within(-2...3)))
      seen.insert(random.below(7))
    }
    #expect(seen == Set(0..<7))
    #expect(random.below(0) == 0)
  }

  @Test func picksInProportionToWeights() {
    var random = SplitMix64(seed: 4)
    var counts: [String: Int] = [:]
    for _ in 0..<10_000 {
      let pick = random.pick(weighted: [("rare", 1), ("never", 0), ("common", 3)])
      counts[pick ?? "none", default: 0] += 1
    }
    #expect(counts["never"] == nil && counts["none"] == nil)
    // 2,500 expected, standard deviation 43.
    #expect((2300...2700).contains(counts["rare"] ?? 0))
    #expect(random.pick(weighted: [("never", 0)]) == nil)
    #expect(random.pick([Int]()) == nil)
  }

  @Test func shufflingKeepsTheItems() {
    var random = SplitMix64(seed: 6)
    let shuffled = random.shuffled(Array(0..<50))
    #expect(shuffled != Array(0..<50))
    #expect(shuffled.sorted() == Array(0..<50))
  }
}
