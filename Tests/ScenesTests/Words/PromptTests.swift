import Testing

@testable import Scenes

@Suite struct PromptTests {
  @Test(arguments: [
    (ObjectGroup(shape: .apple, colour: .red, count: 1), "a red apple"),
    (ObjectGroup(shape: .fish, colour: .orange, count: 1), "an orange fish"),
    (ObjectGroup(shape: .fish, colour: .orange, count: 1, size: .large), "a big orange fish"),
    (ObjectGroup(shape: .fish, colour: .black, count: 4), "four black fish"),
    (ObjectGroup(shape: .house, colour: .blue, count: 5, size: .small), "five small blue houses"),
    (ObjectGroup(shape: .mushroom, colour: .white, count: 2), "two white mushrooms"),
    (ObjectGroup(shape: .sun, colour: .orange, count: 3), "three orange suns"),
  ])
  func groupsAreGrammatical(group: ObjectGroup, words: String) {
    #expect(group.words == words)
  }

  private static let apples = ObjectGroup(shape: .apple, colour: .red, count: 3)
  private static let house = ObjectGroup(shape: .house, colour: .blue, count: 1)
  private static let sun = ObjectGroup(shape: .sun, colour: .yellow, count: 1)

  @Test func saysOneGroup() {
    let description = SceneDescription(groups: [Self.apples], relations: [], background: .meadow)
    #expect(description.prompt == "three red apples in a meadow")
  }

  @Test(arguments: [
    (Relation.leftOf, "three red apples to the left of a blue house, at night"),
    (.rightOf, "three red apples to the right of a blue house, at night"),
    (.above, "three red apples above a blue house, at night"),
    (.below, "three red apples below a blue house, at night"),
    (.inside, "three red apples inside a blue house, at night"),
    (.on, "three red apples on a blue house, at night"),
  ])
  func saysTwoGroups(relation: Relation, prompt: String) {
    let description = SceneDescription(
      groups: [Self.apples, Self.house], relations: [relation], background: .night)
    #expect(description.prompt == prompt)
  }

  @Test func saysThreeGroups() {
    let description = SceneDescription(
      groups: [Self.apples, Self.house, Self.sun], relations: [.leftOf, .above], background: .sky)
    #expect(
      description.prompt
        == "three red apples to the left of a blue house, with a yellow sun above them, under a blue sky")
  }

  @Test func wordsOfTheVocabularyDiffer() {
    #expect(Set(Shape.allCases.map(\.singular)).count == Shape.allCases.count)
    #expect(Set(Colour.allCases.map(\.name)).count == Colour.allCases.count)
    #expect(Set(Background.allCases.map(\.words)).count == Background.allCases.count)
    #expect(Set(Relation.allCases.map(\.words)).count == Relation.allCases.count)
  }

  @Test func numeralsAgreeWithNouns() {
    for number in 0..<2000 {
      let description = SceneSet(seed: 11).comparison(number).description
      for group in description.groups {
        let words = group.words.split(separator: " ").map(String.init)
        let isOne = words[0] == "a" || words[0] == "an"
        #expect(isOne == (group.count == 1))
        #expect(words.last == (isOne ? group.shape.singular : group.shape.plural))
        #expect((words[0] == "an") == (isOne && "aeiou".contains(words[1].prefix(1))))
        #expect(description.prompt.contains(group.words))
      }
      #expect(description.prompt.hasSuffix(description.background.words))
    }
  }
}
