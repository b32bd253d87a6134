/// Kinds of the few hundred characters that UTF-8 turns into when it is read as something else.
struct CharacterKinds: OptionSet {
  let rawValue: UInt32

  /// In many contexts, also beside each other.
  static let common = CharacterKinds(rawValue: 1 << 0)
  static let control = CharacterKinds(rawValue: 1 << 1)
  /// Hardly ever meant.
  static let unusual = CharacterKinds(rawValue: 1 << 2)
  static let legal = CharacterKinds(rawValue: 1 << 3)
  static let currency = CharacterKinds(rawValue: 1 << 4)
  static let opening = CharacterKinds(rawValue: 1 << 5)
  static let closing = CharacterKinds(rawValue: 1 << 6)
  static let numeric = CharacterKinds(rawValue: 1 << 7)
  /// In faces made of characters, which look like garble and are not.
  static let face = CharacterKinds(rawValue: 1 << 8)
  static let upperAccented = CharacterKinds(rawValue: 1 << 9)
  static let lowerAccented = CharacterKinds(rawValue: 1 << 10)
  static let upperForeign = CharacterKinds(rawValue: 1 << 11)
  static let lowerForeign = CharacterKinds(rawValue: 1 << 12)
  static let box = CharacterKinds(rawValue: 1 << 13)
  static let asciiUpper = CharacterKinds(rawValue: 1 << 14)
  static let asciiLower = CharacterKinds(rawValue: 1 << 15)
  static let space = CharacterKinds(rawValue: 1 << 16)

  static let accented: CharacterKinds = [.upperAccented, .lowerAccented]
  static let punctuation: CharacterKinds = [.opening, .closing]
  static let ascii: CharacterKinds = [.asciiUpper, .asciiLower]

  init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  init(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "a"..."z": self = .asciiLower
    case "A"..."Z": self = .asciiUpper
    default:
      self = scalar.isASCII ? [] : Self.table[scalar] ?? []
      if WhiteSpace.isSpace(scalar) { insert(.space) }
    }
  }

  private static let table: [Unicode.Scalar: CharacterKinds] = {
    var table: [Unicode.Scalar: CharacterKinds] = [:]
    func add(_ kind: CharacterKinds, _ scalars: some Sequence<Unicode.Scalar>) {
      for scalar in scalars { table[scalar, default: []].insert(kind) }
    }
    func range(_ values: ClosedRange<UInt32>) -> [Unicode.Scalar] { values.compactMap(Unicode.Scalar.init) }

    add(.common, "\u{a0}\u{ad}·´–—―…’".unicodeScalars)
    add(.control, range(0x80...0x9f))
    add(.unusual, "¦¤¨¬¯¸ƒˆˇ˘˛˜†‡‰⌐◊\u{fffd}ªº".unicodeScalars)
    add(.legal, "¶§".unicodeScalars)
    add(.currency, "¢£¥₧€".unicodeScalars)
    add(.opening, "¡«¿©΄΅‘‚“„•‹\u{f8ff}".unicodeScalars)
    add(.closing, "®»˝”›™".unicodeScalars)
    add(.numeric, "²³¹±¼½¾×µ÷⁄∂∆∏∑√∞∩∫≈≠≡≤≥№".unicodeScalars)
    add(.face, "ÒÓÔÕÖÙÚÛÜòóôõöøùúûüŐŌŪŲ°".unicodeScalars)
    add(.upperAccented, range(0xc0...0xd1))
    add(.upperAccented, "ØÜÝĂĀĄĆČĎĐĘĚĒĖĞĢİĪĶĹĽŁĻŃŇŅŒŘŚŞŠŢŤŮŰŸŹŻŽҐ".unicodeScalars)
    add(.lowerAccented, range(0xdf...0xf1))
    add(.lowerAccented, "ăąāćčďđęěēėğģįīķĺľłļœŕśşšťüźżžґﬁﬂ".unicodeScalars)
    add(.upperForeign, range(0x391...0x3ab) + range(0x401...0x42f))
    add(.upperForeign, "ÞΆΈΉΊΌΎΏ".unicodeScalars)
    add(.lowerForeign, range(0x3b1...0x3c9) + range(0x430...0x45f))
    add(.lowerForeign, "άέήίΰ".unicodeScalars)
    add(.box, range(0x2550...0x256c))
    add(.box, "│┌┐┘├┤┬┼▀▄█▌▐░▒▓".unicodeScalars)
    return table
  }()
}
