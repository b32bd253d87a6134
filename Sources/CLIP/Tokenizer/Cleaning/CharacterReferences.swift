/// HTML's character references: `&eacute;`, `&#233;`, `&#xE9;`.
struct CharacterReferences: Sendable {
  /// Names as HTML lists them, with their semicolon where they need one.
  private var names: SymbolTable
  private var values: [[Unicode.Scalar]] = []
  /// Names in capitals that HTML does not have, and what they stand for: `&EACUTE;` is É.
  private var capitals: [[UInt8]: [Unicode.Scalar]] = [:]

  /// - Parameter table: a name a line, then the code points that it stands for, in hexadecimal.
  init(_ table: [UInt8], file: String) throws(TokenizerFault) {
    names = SymbolTable(capacity: 2_500)
    for (index, line) in table.split(separator: UInt8(ascii: "\n")).enumerated() {
      let fields = line.split(separator: UInt8(ascii: " "))
      let scalars = fields.dropFirst().map { field in
        UInt32(String(decoding: field, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
      }
      let known = names.count
      guard let name = fields.first, !scalars.isEmpty, !scalars.contains(nil), names.insert(name) == known
      else {
        throw .damaged(file: file, place: "line \(index + 1)", reason: "no name with its code points")
      }
      values.append(scalars.compactMap(\.self))
    }
    readCapitals()
  }

  private mutating func readCapitals() {
    for (symbol, value) in values.enumerated() {
      let name = names.bytes(of: Int32(symbol))
      guard name.last == UInt8(ascii: ";"), !name.contains(where: { 0x41...0x5a ~= $0 }) else { continue }
      let capital = name.map { 0x61...0x7a ~= $0 ? $0 - 0x20 : $0 }
      let reference = [Unicode.Scalar("&")] + capital.map(Unicode.Scalar.init)
      guard unescaped(reference) == reference else { continue }
      capitals[capital] = value.flatMap { Array($0.properties.uppercaseMapping.unicodeScalars) }
    }
  }

  private func value(_ name: some Collection<UInt8>) -> [Unicode.Scalar]? {
    names.symbol(name).map { values[Int($0)] }
  }
}

extension CharacterReferences {
  /// Replaces what a browser would: also names without a semicolon and followed by something else, as long as HTML
  /// has them so.
  func unescaped(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    replacing(text) { start in
      if start < text.count, text[start] == "#" { return number(text, at: start) }
      let name = text[start...].prefix(32).prefix { !"\t\n\u{c} <&#;".unicodeScalars.contains($0) }
      guard !name.isEmpty else { return nil }
      let isClosed = name.endIndex < text.count && text[name.endIndex] == ";"
      let spelling = text[start..<(isClosed ? name.endIndex + 1 : name.endIndex)].prefix { $0.isASCII }
        .map { UInt8(truncatingIfNeeded: $0.value) }
      for length in stride(from: spelling.count, through: 2, by: -1) {
        if let value = value(spelling[..<length]) { return (value, start + length) }
      }
      return nil
    }
  }

  /// Replaces only what is closed by a semicolon, and so surely meant; but knows names in capitals too.
  func unescapedWhereClosed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    replacing(text) { start in
      let isNumber = start < text.count && text[start] == "#"
      let name = text[(isNumber ? start + 1 : start)...].prefix(25).prefix {
        $0.isASCII && [.letter, .number].contains(LetterClass($0))
      }
      guard 1...24 ~= name.count, name.endIndex < text.count, text[name.endIndex] == ";" else { return nil }
      let end = name.endIndex + 1
      if isNumber {
        guard let (value, numberEnd) = number(text, at: start), numberEnd == end, !value.contains(";") else {
          return nil
        }
        return (value, end)
      }
      let spelling = text[start..<end].map { UInt8(truncatingIfNeeded: $0.value) }
      return (value(spelling) ?? capitals[spelling]).map { ($0, end) }
    }
  }

  /// - Parameter reference: what the reference is replaced by that an ampersand before `start` begins, and where it
  ///   ends.
  private func replacing(
    _ text: [Unicode.Scalar], _ reference: (_ start: Int) -> ([Unicode.Scalar], end: Int)?
  ) -> [Unicode.Scalar] {
    guard text.contains("&") else { return text }
    var replaced: [Unicode.Scalar] = []
    replaced.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      if text[place] == "&", let (value, end) = reference(place + 1) {
        replaced += value
        place = end
      } else {
        replaced.append(text[place])
        place += 1
      }
    }
    return replaced
  }

  /// A reference by number, `start` at its `#`. HTML gives some numbers another meaning, and some none.
  private func number(_ text: [Unicode.Scalar], at start: Int) -> ([Unicode.Scalar], end: Int)? {
    var place = start + 1
    let isHexadecimal = place < text.count && (text[place] == "x" || text[place] == "X")
    if isHexadecimal { place += 1 }
    let radix: UInt32 = isHexadecimal ? 16 : 10
    let firstDigit = place
    var value: UInt32 = 0
    while place < text.count, let digit = Self.digit(text[place]), digit < radix {
      value = min(value * radix + digit, 0x11_0000)
      place += 1
    }
    guard place > firstDigit else { return nil }
    let end = place < text.count && text[place] == ";" ? place + 1 : place
    return (Self.meaning(of: value), end)
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "0"..."9": scalar.value - 0x30
    case "a"..."f": scalar.value - 0x61 + 10
    case "A"..."F": scalar.value - 0x41 + 10
    default: nil
    }
  }

  private static func meaning(of value: UInt32) -> [Unicode.Scalar] {
    switch value {
    case 0: ["\u{fffd}"]
    case 0x80...0x9f: [Windows1252.scalar(UInt8(value))]
    case 0x01...0x08, 0x0b, 0x0e...0x1f, 0x7f, 0xfdd0...0xfdef: []
    case _ where value & 0xfffe == 0xfffe && value <= 0x10_ffff: []
    default: [Unicode.Scalar(value) ?? "\u{fffd}"]
    }
  }
}
