/// Some equal objects: "three small red apples".
package struct ObjectGroup: Hashable, Sendable {
  package enum Size: CaseIterable, Hashable, Sendable {
    case small, medium, large

    package var word: String? {
      switch self {
      case .small: "small"
      case .medium: nil
      case .large: "big"
      }
    }
  }

  package static let counts = 1...5

  package var shape: Shape
  package var colour: Colour
  package var count: Int
  package var size: Size

  package init(shape: Shape, colour: Colour, count: Int, size: Size = .medium) {
    self.shape = shape
    self.colour = colour
    self.count = count
    self.size = size
  }

  /// "an orange fish", "five big red houses".
  package var words: String {
    let described = [size.word, colour.name].compactMap { $0 }.joined(separator: " ")
    let article = described.first.map { "aeiou".contains($0) } == true ? "an" : "a"
    let numerals = ["no", article, "two", "three", "four", "five"]
    let numeral = numerals.indices.contains(count) ? numerals[count] : String(count)
    return "\(numeral) \(described) \(count == 1 ? shape.singular : shape.plural)"
  }
}
