/// What an object is.
package enum Shape: Int, CaseIterable, Hashable, Sendable {
  case circle, square, triangle, star, heart, moon
  case apple, flower, tree, mushroom
  case house, boat, table, balloon
  case fish, bird, cat, sun

  package var singular: String {
    switch self {
    case .circle: "circle"
    case .square: "square"
    case .triangle: "triangle"
    case .star: "star"
    case .heart: "heart"
    case .moon: "moon"
    case .apple: "apple"
    case .flower: "flower"
    case .tree: "tree"
    case .mushroom: "mushroom"
    case .house: "house"
    case .boat: "boat"
    case .table: "table"
    case .balloon: "balloon"
    case .fish: "fish"
    case .bird: "bird"
    case .cat: "cat"
    case .sun: "sun"
    }
  }

  package var plural: String {
    self == .fish ? "fish" : singular + "s"
  }

  /// Others can be drawn inside it and still be told apart from it.
  package var canContain: Bool {
    [.circle, .square, .heart].contains(self)
  }

  /// Its top is flat, so that others can stand on it.
  package var canCarry: Bool {
    [.table, .square].contains(self)
  }

  /// Small and compact enough to lie inside something.
  package var canBeContained: Bool {
    [.star, .heart, .moon, .apple, .flower, .mushroom, .fish, .bird, .cat, .triangle, .circle].contains(self)
  }

  /// Has a bottom to stand on.
  package var canStand: Bool {
    [.apple, .flower, .tree, .mushroom, .house, .bird, .cat, .circle, .triangle, .heart].contains(self)
  }
}
