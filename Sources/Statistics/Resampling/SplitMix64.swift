/// Random numbers that are the same on every machine and with every version of the standard library, whose own
/// shuffles and ranges promise no such thing.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. A nanosecond a word.
package struct SplitMix64: Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  /// One of many independent generators of a seed.
  package init(seed: UInt64, stream: UInt64) {
    state = Self.mix(seed &+ Self.mix(stream &+ Self.step))
  }

  package mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// Each of 0 ..< bound equally often; 0 where there is nothing to choose from. Lemire's multiplication (2019,
  /// arXiv 1805.10941), with the few words rejected that would make some numbers more frequent.
  package mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Every order equally often (Fisher and Yates).
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, below(last + 1))
    }
  }

  private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

  private static func mix(_ word: UInt64) -> UInt64 {
    let first = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    let second = (first ^ first >> 27) &* 0x94d0_49bb_1331_11eb
    return second ^ second >> 31
  }
}
