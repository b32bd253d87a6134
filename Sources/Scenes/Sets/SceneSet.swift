/// An endless list of comparisons that follows from a seed. Any of them can be made alone, in any order.
package struct SceneSet: Sendable {
  package static let candidateCounts = 2...4

  package let seed: UInt64
  /// How many candidates a comparison has; within `candidateCounts`.
  package let candidates: ClosedRange<Int>

  package init(seed: UInt64, candidates: ClosedRange<Int> = SceneSet.candidateCounts) {
    self.seed = seed
    self.candidates = candidates.clamped(to: SceneSet.candidateCounts)
  }

  /// Nothing is painted yet: that is `SceneCandidate.raster(side:)`.
  package func comparison(_ number: Int) -> SceneComparison {
    var random = SplitMix64(seed: seed, stream: UInt64(bitPattern: Int64(number)))
    let description = SceneDescription.random(using: &random)
    let count = candidates.lowerBound + random.below(candidates.count)
    var generators = random.shuffled(FictionalGenerator.all)
    while generators.count < count { generators.append(random.pick(FictionalGenerator.all) ?? .sketch) }
    // The first `count` of a shuffled list: no generator, and so no quality, has a place of its own.
    let painted = generators.prefix(count).map { generator in
      SceneCandidate(
        of: description, by: generator, flaws: generator.flaws(for: description, using: &random),
        seed: random.next())
    }
    return SceneComparison(description: description, candidates: random.shuffled(painted))
  }
}

/// A prompt and the pictures made for it.
package struct SceneComparison: Hashable, Sendable {
  package let description: SceneDescription
  /// In an order that says nothing.
  package let candidates: [SceneCandidate]

  package var prompt: String { description.prompt }

  /// Indices of the candidates, best first; those of equal fidelity are one group, in order.
  package var ranking: [[Int]] {
    let levels = Set(candidates.map(\.fidelity)).sorted(by: >)
    return levels.map { level in candidates.indices.filter { candidates[$0].fidelity == level } }
  }

  /// The candidate with the highest fidelity; `nil` when several share it, so that taste decides.
  package var preferred: Int? {
    guard let best = ranking.first, best.count == 1 else { return nil }
    return best[0]
  }
}
