import Testing

@testable import Scenes

@Suite struct SceneDescriptionTests {
  private static let fish = ObjectGroup(shape: .fish, colour: .red, count: 2)
  private static let circle = ObjectGroup(shape: .circle, colour: .yellow, count: 1)
  private static let cat = ObjectGroup(shape: .cat, colour: .black, count: 1)

  @Test func randomDescriptionsAreValid() {
    for seed in 0..<3000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let description = SceneDescription.random(using: &random)
      #expect(description.isValid, "seed \(seed): \(description.prompt)")
    }
  }

  @Test func randomDescriptionsUseTheWholeVocabulary() {
    let all = (0..<3000 as Range<UInt64>).map { seed -> SceneDescription in
      var random = SplitMix64(seed: seed)
      return SceneDescription.random(using: &random)
    }
    let groups = all.flatMap(\.groups)
    #expect(Set(groups.map(\.shape)) == Set(Shape.allCases))
    #expect(Set(groups.map(\.colour)) == Set(Colour.allCases))
    #expect(Set(groups.map(\.size)) == Set(ObjectGroup.Size.allCases))
    #expect(Set(groups.map(\.count)) == Set(ObjectGroup.counts))
    #expect(Set(all.map(\.background)) == Set(Background.allCases))
    #expect(Set(all.flatMap(\.relations)) == Set(Relation.allCases))
    #expect(Set(all.map(\.groups.count)) == [1, 2, 3])
  }

  @Test func knowsWhatCannotBeDrawn() {
    let inside = SceneDescription(
      groups: [Self.fish, Self.circle], relations: [.inside], background: .plain)
    #expect(inside.isValid)
    #expect(inside.holder == Self.circle)

    var swapped = inside
    swapped.groups.reverse()
    #expect(!swapped.isValid, "a fish cannot contain a circle")
    var crowded = inside
    crowded.groups[1].count = 2
    #expect(!crowded.isValid, "one thing is not inside two")
    var counted = inside
    counted.groups[0].count = 6
    #expect(!counted.isValid)
    var same = inside
    same.groups[0].colour = .yellow
    #expect(!same.isValid)
    var lost = inside
    lost.background = .beach
    #expect(!lost.isValid, "yellow is lost on sand")
    var unrelated = inside
    unrelated.relations = []
    #expect(!unrelated.isValid)
    var lined = inside
    lined.groups.append(Self.cat)
    lined.relations.append(.above)
    #expect(!lined.isValid, "the third group lies across")
  }

  @Test func losesAGroup() {
    let three = SceneDescription(
      groups: [Self.fish, Self.circle, Self.cat], relations: [.leftOf, .above], background: .plain)
    #expect(
      three.without(group: 0)
        == SceneDescription(groups: [Self.cat, Self.circle], relations: [.above], background: .plain))
    #expect(
      three.without(group: 1)
        == SceneDescription(groups: [Self.cat, Self.fish], relations: [.above], background: .plain))
    let two = three.without(group: 2)
    #expect(
      two
        == SceneDescription(groups: [Self.fish, Self.circle], relations: [.leftOf], background: .plain))
    #expect(
      two.without(group: 0)
        == SceneDescription(groups: [Self.circle], relations: [], background: .plain))
  }

  @Test func coloursAreFarApart() {
    for colour in Colour.allCases {
      #expect(colour.clearlyOthers.count >= 5)
      for other in Colour.allCases where other != colour {
        let difference = colour.pigment.lanes - other.pigment.lanes
        let distance = (difference * difference).sum().squareRoot()
        #expect(distance > 60, "\(colour) and \(other) are \(distance) apart")
      }
    }
  }
}
