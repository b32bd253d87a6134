/// An invented text-to-image model: a name, and how often it fails in which way.
package struct FictionalGenerator: Hashable, Sendable {
  package let name: String
  /// The probability of an image without flaws.
  package let faithful: Double
  /// The probability that a flawed image has a second flaw.
  package let secondFlaw: Double
  /// Relative frequencies.
  private let content: Double
  private let surface: Double

  /// Mostly right.
  package static let atelier = FictionalGenerator(
    name: "atelier", faithful: 0.78, secondFlaw: 0.05, content: 1, surface: 1)
  /// Often right, often roughly drawn.
  package static let sketch = FictionalGenerator(
    name: "sketch", faithful: 0.45, secondFlaw: 0.2, content: 1, surface: 2)
  /// Paints something else.
  package static let dream = FictionalGenerator(
    name: "dream", faithful: 0.2, secondFlaw: 0.4, content: 3, surface: 1)

  package static let all = [atelier, sketch, dream]

  /// At most two flaws that are possible in the description, no two of the same kind; at most one of them
  /// changes the content, so that what went wrong can be said in a word.
  package func flaws(for description: SceneDescription, using random: inout SplitMix64) -> [Flaw] {
    guard !random.chance(faithful) else { return [] }
    var possible = Flaw.allCases.filter { $0.isPossible(in: description) }
    var flaws: [Flaw] = []
    let wanted = random.chance(secondFlaw) ? 2 : 1
    while flaws.count < wanted {
      let weighted = possible.map { (item: $0, weight: $0.changesContent ? content : surface) }
      guard let flaw = random.pick(weighted: weighted) else { break }
      flaws.append(flaw)
      possible.removeAll { $0 == flaw || flaw.changesContent && $0.changesContent }
    }
    return flaws
  }
}
