/// White space to single spaces, none at the ends.
enum WhiteSpace {
  static func collapsed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var collapsed: [Unicode.Scalar] = []
    collapsed.reserveCapacity(text.count)
    var isBetween = false
    for scalar in text {
      if isSpace(scalar) {
        isBetween = !collapsed.isEmpty
      } else {
        if isBetween { collapsed.append(" ") }
        isBetween = false
        collapsed.append(scalar)
      }
    }
    return collapsed
  }

  /// What Python's `str.isspace` calls so: Unicode's White_Space, and four separators of ASCII.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? scalar == " " || 0x09...0x0d ~= scalar.value || 0x1c...0x1f ~= scalar.value
      : scalar.properties.isWhitespace
  }
}
