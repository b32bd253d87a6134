/// The named colours of objects, far enough from each other to be told apart at a glance.
package enum Colour: Int, CaseIterable, Hashable, Sendable {
  case red, orange, yellow, green, blue, purple, pink, brown, white, black

  package var name: String {
    switch self {
    case .red: "red"
    case .orange: "orange"
    case .yellow: "yellow"
    case .green: "green"
    case .blue: "blue"
    case .purple: "purple"
    case .pink: "pink"
    case .brown: "brown"
    case .white: "white"
    case .black: "black"
    }
  }

  package var pigment: Pigment {
    switch self {
    case .red: Pigment(0xe0_38_38)
    case .orange: Pigment(0xf6_8b_1e)
    case .yellow: Pigment(0xff_d4_3b)
    case .green: Pigment(0x3f_a8_4a)
    case .blue: Pigment(0x2f_6d_e0)
    case .purple: Pigment(0x85_4c_cc)
    case .pink: Pigment(0xf9_92_c2)
    case .brown: Pigment(0x8a_58_2c)
    case .white: Pigment(0xf8_f7_f2)
    case .black: Pigment(0x30_30_3a)
    }
  }

  /// Colours that nobody takes for this one, even in another light.
  package var clearlyOthers: [Colour] {
    Colour.allCases.filter { $0 != self && !Colour.close.contains([self, $0]) }
  }

  private static let close: Set<Set<Colour>> = [
    [.red, .orange], [.orange, .yellow], [.red, .brown], [.orange, .brown], [.purple, .blue],
    [.red, .pink], [.brown, .black],
  ]
}
