import Testing

@testable import Scenes

@Suite struct FlawTests {
  /// Descriptions of 1,200 seeds, of all kinds.
  private static let descriptions = (0..<1200 as Range<UInt64>).map { seed -> SceneDescription in
    var random = SplitMix64(seed: seed, stream: 31)
    return SceneDescription.random(using: &random)
  }

  private func shown(_ flaw: Flaw, in description: SceneDescription, seed: Int) -> SceneDescription {
    var random = SplitMix64(seed: UInt64(seed), stream: 32)
    return description.showing(flaw, using: &random)
  }

  @Test func whatIsShownInsteadCanBeDrawn() {
    for (seed, description) in Self.descriptions.enumerated() {
      for flaw in Flaw.allCases {
        let other = shown(flaw, in: description, seed: seed)
        #expect(other.isValid, "\(flaw.rawValue): \(description.prompt) → \(other.prompt)")
        #expect((other != description) == (flaw.changesContent && flaw.isPossible(in: description)))
        #expect(other.background == description.background)
      }
    }
  }

  @Test func wrongColourChangesOneColourOnly() {
    for (seed, description) in Self.descriptions.enumerated() {
      var other = shown(.wrongColour, in: description, seed: seed)
      let changed = description.groups.indices.filter { description.groups[$0] != other.groups[$0] }
      #expect(changed.count == 1)
      for index in changed {
        #expect(description.groups[index].colour.clearlyOthers.contains(other.groups[index].colour))
        other.groups[index].colour = description.groups[index].colour
      }
      #expect(other == description)
    }
  }

  @Test func wrongCountChangesOneCountOnly() {
    for (seed, description) in Self.descriptions.enumerated() {
      var other = shown(.wrongCount, in: description, seed: seed)
      let changed = description.groups.indices.filter { description.groups[$0] != other.groups[$0] }
      #expect(changed.count == 1)
      for index in changed {
        let (count, wrong) = (description.groups[index].count, other.groups[index].count)
        #expect(count + wrong <= 5 || abs(count - wrong) >= 2)
        other.groups[index].count = count
      }
      #expect(other == description)
    }
  }

  @Test func wrongPlaceChangesOneRelationToAContrary() {
    for (seed, description) in Self.descriptions.enumerated() where description.groups.count > 1 {
      let other = shown(.wrongPlace, in: description, seed: seed)
      #expect(other.groups == description.groups)
      let changed = description.relations.indices.filter {
        description.relations[$0] != other.relations[$0]
      }
      #expect(changed.count == 1)
      for index in changed {
        #expect(description.relations[index].contraries.contains(other.relations[index]))
      }
    }
  }

  @Test func aMissingObjectIsAWholeGroup() {
    for (seed, description) in Self.descriptions.enumerated() where description.groups.count > 1 {
      let other = shown(.missingObject, in: description, seed: seed)
      #expect(other.groups.count == description.groups.count - 1)
      #expect(Set(other.groups).isSubset(of: description.groups))
    }
  }

  @Test func cutOffPushesObjectsOverTheBorder() {
    for (seed, description) in Self.descriptions.enumerated() {
      let candidate = SceneCandidate(
        of: description, by: .sketch, flaws: [.cutOff], seed: UInt64(seed))
      #expect(candidate.shown == description)
      let isCut = candidate.scene.objects.contains { object in
        let box = object.box
        return max(-box.minX / box.width, (box.maxX - 1) / box.width, (box.maxY - 1) / box.height) > 0.2
      }
      #expect(isCut, "\(description.prompt)")
    }
  }

  /// Against the same candidate without its flaw, which has the same style and places.
  @Test(arguments: [Flaw.brokenShapes, .noise, .blur, .lowContrast])
  func flawsOfTheSurfaceAreSeen(flaw: Flaw) {
    for (seed, description) in Self.descriptions.prefix(80).enumerated() {
      let flawed = SceneCandidate(of: description, by: .sketch, flaws: [flaw], seed: UInt64(seed))
      let faithful = SceneCandidate(of: description, by: .sketch, flaws: [], seed: UInt64(seed))
      #expect(flawed.scene == faithful.scene)
      let difference = meanDifference(flawed.raster(side: 48), faithful.raster(side: 48))
      #expect(difference > 1.2, "\(difference) of 255: \(description.prompt)")
    }
  }

  private func meanDifference(_ first: Raster, _ second: Raster) -> Double {
    let sum = zip(first.rgba, second.rgba).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(first.width * first.height * 3)
  }
}
