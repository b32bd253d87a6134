/// What a program wrote, as one line that is safe to show: each run of white space and of what a terminal would obey
/// (control characters, changes of direction) becomes one space.
struct PlainText: Equatable {
  let text: String

  init(_ text: some StringProtocol) {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !Self.isBlank(scalar) {
        plain.append(scalar)
      } else if let last = plain.last, last != " " {
        plain.append(" ")
      }
    }
    if plain.last == " " { plain.removeLast() }
    self.text = String(plain)
  }

  init(_ bytes: some Collection<UInt8>) {
    self.init(String(decoding: bytes, as: UTF8.self))
  }

  /// The beginning of it, for a place in a sentence.
  var excerpt: String {
    text.unicodeScalars.count <= 160 ? text : String(text.unicodeScalars.prefix(159)) + "…"
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .surrogate,
      .unassigned:
      true
    default:
      false
    }
  }
}
