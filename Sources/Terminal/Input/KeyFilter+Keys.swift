import Screen

extension KeyFilter {
  static func key(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 0x09: .tab
    case 0x0a, 0x0d: .enter
    case 0x08, 0x7f: .backspace
    case 0x01...0x1a: Unicode.Scalar(scalar.value + 0x60).map { .control(Character($0)) }
    case 0x00..<0x20, 0x80..<0xa0: nil
    default: .character(Character(scalar))
    }
  }

  /// Keys without modifiers, in the forms that terminals send whatever terminfo says: cursor keys as `ESC [` or
  /// `ESC O` and a letter, the others as VT220 numbers them.
  static func key(parameters: String, final: UInt8) -> Key? {
    switch (parameters, Unicode.Scalar(final)) {
    case ("", "A"): .up
    case ("", "B"): .down
    case ("", "C"): .right
    case ("", "D"): .left
    case ("", "H"), ("1", "~"), ("7", "~"): .home
    case ("", "F"), ("4", "~"), ("8", "~"): .end
    case ("3", "~"): .delete
    case ("5", "~"): .pageUp
    case ("6", "~"): .pageDown
    default: nil
    }
  }
}
