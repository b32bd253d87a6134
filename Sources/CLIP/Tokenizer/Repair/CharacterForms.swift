/// Forms of characters that say no more than the usual one.
enum CharacterForms {
  /// Latin ligatures and digraphs as their letters; full-width and half-width forms as the usual ones; curly quotation
  /// marks straight; line breaks as line feeds; controls that nobody sees dropped.
  static func usual(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let lines = withLineFeeds(text.flatMap(letters))
    return withoutControls(withoutTerminalEscapes(lines))
  }

  private static func letters(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar.value {
    case ..<0x132: [scalar]
    case 0x2bc, 0x2018...0x201b: ["'"]
    case 0x201c...0x201f: ["\""]
    case 0x3000: [" "]
    case 0xff01...0xff5e: [Unicode.Scalar(scalar.value - 0xfee0) ?? scalar]
    case 0xff5f...0xffee: widths[Int(scalar.value) - 0xff5f] ?? [scalar]
    default: ligatures[scalar] ?? [scalar]
    }
  }

  private static let ligatures: [Unicode.Scalar: [Unicode.Scalar]] = [
    "Ĳ": "IJ", "ĳ": "ij", "ŉ": "'n", "Ǳ": "DZ", "ǲ": "Dz", "ǳ": "dz", "Ǆ": "DŽ", "ǅ": "Dž", "ǆ": "dž",
    "Ǉ": "LJ",
    "ǈ": "Lj", "ǉ": "lj", "Ǌ": "NJ", "ǋ": "Nj", "ǌ": "nj", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "ſt", "ﬆ": "st",
  ].mapValues { (letters: String) in Array(letters.unicodeScalars) }

  /// The usual forms from U+FF5F to U+FFEE in their order; a middle dot where there is none.
  private static let widths: [[Unicode.Scalar]?] = {
    let katakana = "⦅⦆。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309a}"
    // The filler, then Hangul's consonants with their clusters, and vowels in groups of six.
    let hangul: [ClosedRange<UInt32>] = [
      0x1160...0x1160, 0x1100...0x1101, 0x11aa...0x11aa, 0x1102...0x1102, 0x11ac...0x11ad, 0x1103...0x1105,
      0x11b0...0x11b5, 0x111a...0x111a, 0x1106...0x1108, 0x1121...0x1121, 0x1109...0x1112, 0xb7...0xb7,
      0xb7...0xb7,
      0xb7...0xb7, 0x1161...0x1166, 0xb7...0xb7, 0xb7...0xb7, 0x1167...0x116c, 0xb7...0xb7, 0xb7...0xb7,
      0x116d...0x1172, 0xb7...0xb7, 0xb7...0xb7, 0x1173...0x1175, 0xb7...0xb7, 0xb7...0xb7, 0xb7...0xb7,
    ]
    let symbols = "¢£¬M¦¥₩·│←↑→↓■○"
    let all =
      Array(katakana.unicodeScalars) + hangul.joined().compactMap(Unicode.Scalar.init)
      + Array(symbols.unicodeScalars)
    return all.map { scalar in
      switch scalar {
      case "\u{b7}": nil
      case "M": [" ", "\u{304}"]
      default: [scalar]
      }
    }
  }()

  private static func withLineFeeds(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var lines: [Unicode.Scalar] = []
    lines.reserveCapacity(text.count)
    for (place, scalar) in text.enumerated() {
      switch scalar.value {
      case 0x0d:
        if place + 1 == text.count || text[place + 1] != "\n" { lines.append("\n") }
      case 0x85, 0x2028, 0x2029:
        lines.append("\n")
      default:
        lines.append(scalar)
      }
    }
    return lines
  }

  /// Drops what colours text in terminals: escape, bracket, digits and semicolons, letter.
  private static func withoutTerminalEscapes(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard text.contains("\u{1b}") else { return text }
    var plain: [Unicode.Scalar] = []
    var place = 0
    while place < text.count {
      if text[place...].starts(with: ["\u{1b}", "["]) {
        let parameters = text[(place + 2)...].prefix {
          $0 == ";" || $0.properties.generalCategory == .decimalNumber
        }
        if let letter = text[parameters.endIndex...].first, letter.isASCII, LetterClass(letter) == .letter {
          place = parameters.endIndex + 1
          continue
        }
      }
      plain.append(text[place])
      place += 1
    }
    return plain
  }

  private static func withoutControls(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    text.filter { scalar in
      switch scalar.value {
      case 0x00...0x08, 0x0b, 0x0e...0x1f, 0x7f, 0x206a...0x206f, 0xfeff, 0xfff9...0xfffc: false
      default: true
      }
    }
  }
}
