/// What a character is to the splitting into words.
enum LetterClass {
  /// Unicode's L categories.
  case letter
  /// Unicode's N categories.
  case number
  /// What ends a word and belongs to none.
  case space
  case other

  init(_ scalar: Unicode.Scalar) {
    if scalar.value < 0x80 {
      self = Self.ascii[Int(scalar.value)]
      return
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .letter
    case .decimalNumber, .letterNumber, .otherNumber: self = .number
    default: self = scalar.properties.isWhitespace ? .space : .other
    }
  }

  private static let ascii: [LetterClass] = (0..<128).map { value in
    switch value {
    case 0x09...0x0d, 0x20: .space
    case 0x30...0x39: .number
    case 0x41...0x5a, 0x61...0x7a: .letter
    default: .other
    }
  }
}
