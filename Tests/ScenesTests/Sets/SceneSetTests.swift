import Testing

@testable import Scenes

@Suite struct SceneSetTests {
  private static let comparisons = (0..<1500).map { SceneSet(seed: 2024).comparison($0) }

  @Test func theSameSeedGivesTheSameComparisons() {
    for number in [0, 1, 500, 1_000_000] {
      #expect(SceneSet(seed: 5).comparison(number) == SceneSet(seed: 5).comparison(number))
      #expect(SceneSet(seed: 5).comparison(number) != SceneSet(seed: 6).comparison(number))
    }
    #expect(SceneSet(seed: 5).comparison(1) != SceneSet(seed: 5).comparison(2))
  }

  @Test func candidatesAreAsManyAsAskedFor() {
    #expect(Set(Self.comparisons.map(\.candidates.count)) == [2, 3, 4])
    let three = SceneSet(seed: 1, candidates: 3...3)
    #expect((0..<50).allSatisfy { three.comparison($0).candidates.count == 3 })
    #expect(SceneSet(seed: 1, candidates: 1...9).candidates == 2...4)
  }

  @Test func everyFlawIsSeenAndFaithfulCandidatesHaveNone() {
    for comparison in Self.comparisons {
      #expect(comparison.description.isValid)
      for candidate in comparison.candidates {
        #expect(candidate.shown.isValid)
        #expect(candidate.isFaithful == candidate.flaws.isEmpty)
        #expect(candidate.flaws.allSatisfy { $0.isPossible(in: comparison.description) })
        #expect(Set(candidate.flaws).count == candidate.flaws.count && candidate.flaws.count <= 2)
        #expect(
          candidate.flaws.contains(where: \.changesContent)
            == (candidate.shown != comparison.description))
        let isInside = candidate.scene.objects.allSatisfy { Box.canvas.contains($0.box) }
        #expect(isInside == !candidate.flaws.contains(.cutOff))
      }
    }
  }

  @Test func candidatesOfOneComparisonDiffer() {
    for comparison in Self.comparisons.prefix(100) {
      let rasters = comparison.candidates.map { $0.raster(side: 24) }
      #expect(Set(rasters).count == rasters.count)
    }
  }

  @Test func thePreferredOneHasTheHighestFidelity() {
    for comparison in Self.comparisons {
      let fidelities = comparison.candidates.map(\.fidelity)
      #expect(comparison.ranking.flatMap { $0 }.sorted() == Array(fidelities.indices))
      let ranked = comparison.ranking.map { group in Set(group.map { fidelities[$0] }) }
      #expect(ranked.allSatisfy { $0.count == 1 })
      #expect(ranked.compactMap(\.first) == Set(fidelities).sorted(by: >))
      if let preferred = comparison.preferred {
        #expect(fidelities.indices.allSatisfy { $0 == preferred || fidelities[$0] < fidelities[preferred] })
      } else {
        #expect(comparison.ranking[0].count > 1)
      }
    }
  }

  @Test func fidelityFallsWithEveryFlaw() {
    let description = Self.comparisons[0].description
    func fidelity(_ flaws: [Flaw]) -> Double {
      SceneCandidate(of: description, by: .dream, flaws: flaws, seed: 1).fidelity
    }
    #expect(fidelity([]) == 1)
    #expect(fidelity([.noise]) == 1 - Flaw.noise.severity)
    #expect(fidelity([.noise, .blur]) < fidelity([.noise]))
    #expect(Set(Flaw.allCases.map(\.severity)).count == Flaw.allCases.count)
    #expect(Flaw.allCases.allSatisfy { (0.1..<1).contains($0.severity) })
  }

  /// 1,500 comparisons: a place differs from even shares by less than five standard deviations.
  @Test func noPlaceGivesTheBestAway() {
    for count in 2...4 {
      let places = Self.comparisons.filter { $0.candidates.count == count }.compactMap(\.preferred)
      let expected = Double(places.count) / Double(count)
      let deviation = (expected * (1 - 1 / Double(count))).squareRoot()
      for place in 0..<count {
        #expect(abs(Double(places.filter { $0 == place }.count) - expected) < 5 * deviation)
      }
    }
  }

  @Test func generatorsFailAsOftenAsTheySay() {
    let candidates = Self.comparisons.flatMap(\.candidates)
    for generator in FictionalGenerator.all {
      let own = candidates.filter { $0.generator == generator }
      let share = Double(own.filter(\.isFaithful).count) / Double(own.count)
      // More than 1,200 of each: the standard deviation is below 0.015.
      #expect(own.count > 1200)
      #expect(abs(share - generator.faithful) < 0.06, "\(generator.name) \(share)")
    }
    #expect(Set(FictionalGenerator.all.map(\.name)).count == 3)
  }

  @Test func comparisonsAreOfAllKinds() {
    let kinds = Self.comparisons.map { comparison in
      (comparison.candidates.allSatisfy(\.isFaithful), !comparison.candidates.contains(where: \.isFaithful))
    }
    #expect(kinds.filter(\.0).count > 75)
    #expect(kinds.filter(\.1).count > 75)
    #expect(Self.comparisons.filter { $0.preferred != nil }.count > 700)
  }

  /// Style says nothing about quality: every edge is as often faithful.
  @Test func styleDoesNotGiveQualityAway() {
    let candidates = Self.comparisons.flatMap(\.candidates)
    let overall = Double(candidates.filter(\.isFaithful).count) / Double(candidates.count)
    for edge in Style.Edge.allCases {
      let own = candidates.filter { $0.scene.style.edge == edge }
      let share = Double(own.filter(\.isFaithful).count) / Double(own.count)
      #expect(abs(share - overall) < 0.06)
    }
  }
}
