import Screen

/// A key as the kitty keyboard protocol reports it: `CSI code : shifted : base ; modifiers : event ; text u`, and the
/// older forms that end with a letter or `~` with modifiers and event. With all flags of the protocol set every key
/// comes so, those of text too, and terminals tell repeats from presses.
struct KeyReport: Hashable, Sendable {
  private let final: Unicode.Scalar
  /// A character or, for other keys, a number.
  private let code: Int
  /// What the key gives with Shift.
  private let shifted: Int?
  /// What it would be on an English keyboard.
  private let base: Int?
  private let modifiers: Modifiers
  private let event: Event
  private let text: [Int]

  private enum Event: Int {
    case pressed = 1
    case repeated
    case released
  }

  private struct Modifiers: OptionSet, Hashable {
    let rawValue: Int

    static let shift = Modifiers(rawValue: 1)
    static let control = Modifiers(rawValue: 4)
    static let capsLock = Modifiers(rawValue: 64)
    static let locks = Modifiers(rawValue: 64 | 128)
  }

  /// - Returns: `nil` for what has not the form of a report.
  init?(parameters: String, final: UInt8) {
    let fields = parameters.split(separator: ";", omittingEmptySubsequences: false).map(Self.numbers)
    guard (1...3).contains(fields.count), !fields.contains(nil) else { return nil }
    func number(_ field: Int, _ part: Int) -> Int? {
      guard field < fields.count, let numbers = fields[field], part < numbers.count else { return nil }
      return numbers[part]
    }
    self.final = Unicode.Scalar(final)
    code = number(0, 0) ?? 1
    shifted = number(0, 1)
    base = number(0, 2)
    modifiers = Modifiers(rawValue: max(0, (number(1, 0) ?? 1) - 1))
    guard let event = Event(rawValue: number(1, 1) ?? 1) else { return nil }
    self.event = event
    text = fields.count > 2 ? (fields[2] ?? []).compactMap { $0 } : []
  }

  /// Parts of a field stand between colons; any may be missing. `nil` where there is something else than numbers.
  private static func numbers(_ field: Substring) -> [Int?]? {
    var numbers: [Int?] = []
    for part in field.split(separator: ":", omittingEmptySubsequences: false) {
      let number = Int(part)
      guard number != nil || part.isEmpty, (number ?? 0) >= 0 else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// What it is to konomi; `nil` for a key let go, and for keys and modifiers that are none of ours.
  var terminalEvent: TerminalEvent? {
    guard event != .released else { return nil }
    if let key { return event == .repeated ? .repeated(key) : .key(key) }
    let characters = String(String.UnicodeScalarView(typed))
    switch characters.count {
    case 0: return nil
    case 1:
      return characters.first.map { event == .repeated ? .repeated(.character($0)) : .key(.character($0)) }
    // Several characters at once come from an input method.
    default: return .pasted(characters)
    }
  }

  private var held: Modifiers { modifiers.subtracting(.locks) }

  private var key: Key? {
    guard final == "u" else {
      return held.isEmpty
        ? KeyFilter.key(parameters: code == 1 && final != "~" ? "" : "\(code)", final: UInt8(final.value))
        : nil
    }
    if held.isSubset(of: [.shift, .control]), let key = Self.plainKeys[code] { return key }
    if held.isEmpty, let key = Self.otherKeys[code] { return key }
    guard held.contains(.control), held.isSubset(of: [.shift, .control]) else { return nil }
    // The letter under the finger where the keyboard gives other letters.
    return [code, base].compactMap { $0 }.first(where: (0x61...0x7a).contains).flatMap { letter in
      Unicode.Scalar(UInt32(letter)).map { .control(Character($0)) }
    }
  }

  /// The text that the key gives, without control characters.
  private var typed: [Unicode.Scalar] {
    guard final == "u", held.isSubset(of: .shift) else { return [] }
    let scalars = text.isEmpty ? [Self.keypad[code].map { Int($0.value) } ?? character] : text
    return scalars.compactMap { number in
      guard number >= 0x20, !(0x7f..<0xa0).contains(number), !(0xe000..<0xf900).contains(number) else {
        return nil
      }
      return Unicode.Scalar(UInt32(clamping: number))
    }
  }

  /// For terminals that do not say what text a key gives.
  private var character: Int {
    guard let scalar = Unicode.Scalar(UInt32(clamping: code)) else { return 0 }
    let isLetter = scalar.properties.isAlphabetic
    guard held.contains(.shift) != (isLetter && modifiers.contains(.capsLock)) else { return code }
    let upper = scalar.properties.uppercaseMapping.unicodeScalars
    return shifted ?? (upper.count == 1 ? upper.first.map { Int($0.value) } : nil) ?? code
  }

  private static let plainKeys: [Int: Key] = [
    8: .backspace, 13: .enter, 27: .escape, 127: .backspace, 57414: .enter,
  ]

  private static let otherKeys: [Int: Key] = [
    9: .tab, 57417: .left, 57418: .right, 57419: .up, 57420: .down, 57421: .pageUp, 57422: .pageDown,
    57423: .home, 57424: .end, 57426: .delete,
  ]

  private static let keypad: [Int: Unicode.Scalar] = Dictionary(
    uniqueKeysWithValues: zip(57399..., "0123456789./*-+".unicodeScalars)
  ).merging([57415: "=", 57416: ","]) { $1 }
}
