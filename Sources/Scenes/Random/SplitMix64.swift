/// The one source of chance of this module: SplitMix64 (Steele, Lea and Flood 2014). The numbers drawn from
/// it are made here too, not by the standard library, so that a seed means the same bytes everywhere.
package struct SplitMix64: Hashable, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  /// An independent source for each stream of one seed.
  package init(seed: UInt64, stream: UInt64) {
    state = SplitMix64.mix(SplitMix64.mix(seed &+ SplitMix64.step) ^ (stream &* SplitMix64.step))
  }

  package mutating func next() -> UInt64 {
    state &+= SplitMix64.step
    return SplitMix64.mix(state)
  }

  /// In 0..<1, with 53 random bits.
  package mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  package mutating func within(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  package mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  /// In 0..<count; 0 when `count` is not positive. The bias is below count / 2⁶⁴.
  package mutating func below(_ count: Int) -> Int {
    Int(UInt64(max(count, 1)).multipliedFullWidth(by: next()).high)
  }

  /// `nil` for nothing to pick from.
  package mutating func pick<Item>(_ items: [Item]) -> Item? {
    items.isEmpty ? nil : items[below(items.count)]
  }

  /// Picks in proportion to the weights; `nil` when they sum to nothing.
  package mutating func pick<Item>(weighted items: [(item: Item, weight: Double)]) -> Item? {
    let total = items.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var rest = unit() * total
    for (item, weight) in items where weight > 0 {
      rest -= weight
      if rest < 0 { return item }
    }
    return items.last { $0.weight > 0 }?.item
  }

  package mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for index in items.indices.reversed() where index > 0 {
      items.swapAt(index, below(index + 1))
    }
    return items
  }

  private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
