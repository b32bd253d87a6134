/// The classes of pairs for a bootstrap of the four conventions: a pair's class is what it earns, and of how many
/// pairs its ranking has, over which `hpsv2` takes a mean before the one over rankings.
package struct PairClasses: Hashable, Sendable {
  /// By the size of their ranking, 256 classes each, one for every `PairCredits`.
  private var sizes: [Int] = []

  package init() {}

  /// The size of a ranking, to be asked for once for all its pairs.
  package struct Size: Hashable, Sendable {
    fileprivate let index: UInt16
  }

  /// - Parameter pairs: of one ranking by one person; 1 in a pair trial.
  /// - Returns: `nil` after 256 different sizes, and for one below 1.
  package mutating func size(pairs: Int) -> Size? {
    if let index = sizes.firstIndex(of: pairs) { return Size(index: UInt16(index)) }
    guard sizes.count < 256, pairs > 0 else { return nil }
    sizes.append(pairs)
    return Size(index: UInt16(sizes.count - 1))
  }

  package static func code(_ credits: PairCredits, _ size: Size) -> UInt16 {
    size.index << 8 | UInt16(credits.rawValue)
  }

  /// How many classes the sizes so far make.
  package var count: Int { sizes.count << 8 }

  /// The agreement under a convention.
  package func ratio(_ convention: PairConvention) -> Ratio {
    Ratio(
      terms: sizes.flatMap { pairs in
        (0...UInt8.max).map { raw in
          guard let credit = PairCredits(rawValue: raw)[convention].value else { return .nothing }
          let weight = convention == .hpsv2 ? 1 / Double(pairs) : 1
          return Ratio.Term(numerator: weight * credit, denominator: weight)
        }
      })
  }
}
