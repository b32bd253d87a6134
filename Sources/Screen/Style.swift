/// A colour of text or ground.
package enum Color: Hashable, Sendable {
  /// What the user's terminal has for text, or for its ground.
  case terminalDefault
  case rgb(red: UInt8, green: UInt8, blue: UInt8)

  /// - Parameter hexadecimal: `#rrggbb`.
  /// - Returns: `nil` for anything else.
  package init?(hexadecimal: String) {
    let digits = hexadecimal.utf8.dropFirst()
    guard hexadecimal.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      digits.first != UInt8(ascii: "+")
    else { return nil }
    self = .rgb(
      red: UInt8(value >> 16 & 0xff), green: UInt8(value >> 8 & 0xff), blue: UInt8(value & 0xff))
  }
}

/// How a cell's text looks.
package struct Style: Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var attributes: Attributes

  package init(
    foreground: Color = .terminalDefault, background: Color = .terminalDefault, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let reverse = Attributes(rawValue: 16)

    /// As themes and golden frames write them.
    package static let names: [(name: String, attribute: Attributes)] = [
      ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
    ]
  }
}
