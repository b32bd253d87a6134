/// Neighbours that hardly stand beside each other unless UTF-8 was read as something else, such as “Ã©”.
enum GarbleSigns {
  /// What a place in a sign may be.
  private enum Place {
    case of(CharacterKinds)
    case among(String)
    case either(CharacterKinds, String)
    case noASCIILetter
    /// What is part of a word in Python's regular expressions.
    case word
    case noLineFeed
  }

  private struct Sign {
    var atStart = false
    let places: [Place]
    /// The first place as a set, since most signs end there.
    let firstKinds: CharacterKinds
    let firstScalars: [Unicode.Scalar]

    init(_ places: Place..., atStart: Bool = false) {
      self.places = places
      self.atStart = atStart
      switch places[0] {
      case .of(let kinds): (firstKinds, firstScalars) = (kinds, [])
      case .among(let text): (firstKinds, firstScalars) = ([], Array(text.unicodeScalars))
      case .either(let kinds, let text): (firstKinds, firstScalars) = (kinds, Array(text.unicodeScalars))
      case .noASCIILetter, .word, .noLineFeed: (firstKinds, firstScalars) = ([], [])
      }
    }
  }

  /// Whether there is a sign in the text. O(length).
  static func isIn(_ text: [Unicode.Scalar]) -> Bool {
    let kinds = text.map(CharacterKinds.init)
    return text.indices.contains { start in
      !kinds[start].isDisjoint(with: .control) || signs.contains { stands($0, in: text, kinds, at: start) }
    }
  }

  private static func stands(
    _ sign: Sign, in text: [Unicode.Scalar], _ kinds: [CharacterKinds], at start: Int
  ) -> Bool {
    guard !kinds[start].isDisjoint(with: sign.firstKinds) || sign.firstScalars.contains(text[start]),
      sign.places.count <= text.count - start, !sign.atStart || start == 0
    else { return false }
    return sign.places.indices.dropFirst().allSatisfy { index in
      fits(text[start + index], kinds[start + index], sign.places[index])
    }
  }

  private static func fits(_ scalar: Unicode.Scalar, _ kinds: CharacterKinds, _ place: Place) -> Bool {
    switch place {
    case .of(let allowed): !kinds.isDisjoint(with: allowed)
    case .among(let allowed): allowed.unicodeScalars.contains(scalar)
    case .either(let allowed, let others):
      !kinds.isDisjoint(with: allowed) || others.unicodeScalars.contains(scalar)
    case .noASCIILetter: kinds.isDisjoint(with: .ascii)
    case .word: scalar == "_" || LetterClass(scalar) == .letter || scalar.properties.numericType != nil
    case .noLineFeed: scalar != "\n"
    }
  }

  /// Signs that kinds make.
  private static let general: [Sign] = {
    let beside: CharacterKinds = [.accented, .box, .punctuation, .currency, .numeric, .legal]
    return [
      Sign(.of([beside, .unusual]), .of(.unusual)),
      Sign(.of(.unusual), .of(beside)),
      Sign(.of(.ascii), .of([.lowerForeign, .upperForeign]), .of(.unusual)),
      Sign(.of([.lowerAccented, .lowerForeign, .box, .closing, .currency, .numeric]), .of(.upperAccented)),
      Sign(.of([.box, .closing, .currency, .numeric]), .of(.lowerAccented)),
      Sign(.of([.lowerAccented, .box, .closing]), .of(.currency)),
      Sign(.of(.space), .of(.upperAccented), .of(.currency)),
      Sign(.of([.upperAccented, .box]), .of([.numeric, .legal])),
      Sign(.of([.accented, .box, .currency, .closing]), .of(.opening), .of(.numeric)),
      Sign(.of([.accented, .currency, .numeric, .box, .legal]), .of(.closing), .of(.opening)),
      Sign(.of([.currency, .numeric, .box]), .of(.opening)),
      Sign(.of(.asciiLower), .of(.upperAccented), .of([.opening, .currency])),
      Sign(.of(.box), .of([.face, .closing])),
      Sign(.of([.accented, .currency, .numeric, .punctuation, .legal]), .of(.box)),
      Sign(.of(.accented), .of(.punctuation), .word),
      Sign(.of(.upperAccented), .among("°")),
    ]
  }()

  /// Signs of one encoding, by their characters.
  private static let particular: [Sign] = {
    let arabic: CharacterKinds = [.common, .currency, .unusual, .numeric, .opening]
    let inside: CharacterKinds = [.control, .unusual, .punctuation, .currency]
    return [
      // Windows-1252.
      Sign(.among("Œœ"), .noASCIILetter),
      Sign(.among("ÂÃÎÐ"), .either(.punctuation, "€œŠš¢£Ÿž\u{a0}\u{ad}®©°·»–—´")),
      Sign(.among("×"), .among("²³")),
      Sign(.among("ØÙ"), .either(arabic, "ŸŠ®°µ»"), .among("ØÙ"), .either(arabic, "ŸŠ®°µ»")),
      Sign(.among("à"), .among("²µ¹¼½¾")),
      Sign(.among("Ã"), .among("\u{a0}¡")),
      Sign(.of(.asciiLower), .of(.space), .among("ÃÂ"), .among(" ")),
      Sign(.of(.asciiLower), .among("ÃÂ"), .among(" ")),
      Sign(.among("ÃÂ"), .among(" "), atStart: true),
      Sign(.either([.asciiLower, .closing], ".,?!"), .among("Â"), .either(.punctuation, " ")),
      // Macintosh.
      Sign(.among("√"), .among("±∂†≠®™´≤≥¥µø")),
      Sign(.among("≈"), .among("°¢")),
      Sign(.among("‚"), .among("Ä"), .among("ìîïòôúùû†°¢π")),
      Sign(.among("‚"), .among("âó"), .among("àä°ê")),
      // Windows-1251.
      Sign(.among("в"), .among("Ђ")),
      Sign(.among("ВГРС"), .either(inside, "°µ"), .among("ВГРС")),
      Sign(
        .among("Г"), .among("ў"), .among("В"), .among("Ђ"), .among("В"), .noLineFeed,
        .either(.ascii, " ")),
      // Windows-1253 and 1257.
      Sign(.among("β"), .among("€"), .among("™\u{a0}Ά\u{ad}®°")),
      Sign(.among("ΒΓΞΟ"), .either(inside, "°"), .among("ΒΓΞΟ")),
      Sign(.among("ā"), .among("€")),
    ]
  }()

  private static let signs = general + particular
}
