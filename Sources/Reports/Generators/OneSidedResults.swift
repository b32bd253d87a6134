import Statistics

/// Groups of generators of which each won every comparison with the later ones: what bounds no strength, in words.
struct OneSidedResults {
  /// From the strongest on.
  let groups: [[Int]]
  let results: PairwiseResults
  let names: [String]

  private static let mostNames = 4

  /// `won all 12 of 12 against b, c; lost all 3 of 3 to d`, of a generator or of the group that it is in.
  func words(of generator: Int) -> String? {
    guard let place = groups.firstIndex(where: { $0.contains(generator) }) else { return nil }
    let group = groups[place]
    let won = counts(group, groups[(place + 1)...].joined()) { results.wins(of: $0, over: $1) }
    let lost = counts(group, groups[..<place].joined()) { results.wins(of: $1, over: $0) }
    let words = [
      won.map { "won all \($0.count) of \($0.count) against \(list($0.others))" },
      lost.map { "lost all \($0.count) of \($0.count) to \(list($0.others))" },
    ].compactMap { $0 }.joined(separator: "; ")
    let others = group.filter { $0 != generator }
    return others.isEmpty ? words : "together with \(list(others)): \(words)"
  }

  /// - Returns: `nil` where none of the group met any of the others.
  private func counts(
    _ group: [Int], _ others: some Sequence<Int>, _ decided: (Int, Int) -> Int
  ) -> (count: Int, others: [Int])? {
    let met = others.map { other in (other, group.reduce(0) { $0 + decided($1, other) }) }.filter { $0.1 > 0 }
    return met.isEmpty ? nil : (met.reduce(0) { $0 + $1.1 }, met.map(\.0).sorted())
  }

  private func list(_ generators: [Int]) -> String {
    generators.prefix(Self.mostNames).map { names[$0] }.joined(separator: ", ")
      + (generators.count > Self.mostNames ? " and \(generators.count - Self.mostNames) more" : "")
  }
}
