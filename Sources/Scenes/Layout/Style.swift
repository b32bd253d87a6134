/// The manner of a picture. It says nothing about how well the picture follows its prompt.
package struct Style: Hashable, Sendable {
  package enum Edge: CaseIterable, Hashable, Sendable {
    /// A line round every part, in a deep shade of its colour.
    case inked
    /// A white rim round the whole object, and thin lines.
    case sticker
    /// No lines; a soft shadow instead.
    case soft
  }

  package let edge: Edge
  package let hasFaces: Bool
  /// How far light and shade of a surface are apart.
  let depth: Double
  /// A shift of all objects' colours, small enough that each keeps its name.
  let shade: Double

  package static func random(using random: inout SplitMix64) -> Style {
    Style(
      edge: random.pick(Edge.allCases) ?? .inked, hasFaces: random.chance(0.6),
      depth: random.within(0.14...0.3), shade: random.within(-0.06...0.06))
  }
}
