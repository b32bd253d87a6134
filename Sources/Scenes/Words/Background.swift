/// What is behind the objects.
package enum Background: CaseIterable, Hashable, Sendable {
  case sky, night, meadow, beach, plain, sunset, snow, water

  package var words: String {
    switch self {
    case .sky: "under a blue sky"
    case .night: "at night"
    case .meadow: "in a meadow"
    case .beach: "at the beach"
    case .plain: "on a plain background"
    case .sunset: "at sunset"
    case .snow: "in the snow"
    case .water: "under water"
    }
  }

  /// Colours of objects that stand out from it.
  package var suitable: [Colour] {
    let lost: Set<Colour> =
      switch self {
      case .sky: [.white, .blue]
      case .night: [.black, .blue, .purple, .brown]
      case .meadow: [.green]
      case .beach: [.yellow, .brown, .white]
      case .plain: [.white]
      case .sunset: [.orange, .pink, .purple, .yellow]
      case .snow: [.white]
      case .water: [.blue, .green]
      }
    return Colour.allCases.filter { !lost.contains($0) }
  }

  /// Where the ground begins, in heights of the picture from its top; objects below it throw a shadow.
  package var groundLine: Double? {
    switch self {
    case .sky: 0.8
    case .night: 0.8
    case .meadow: 0.58
    case .beach: 0.62
    case .plain: 0.7
    case .sunset: 0.8
    case .snow: 0.6
    case .water: 0.84
    }
  }
}
