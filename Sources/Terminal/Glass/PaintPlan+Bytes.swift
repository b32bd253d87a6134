/// The bytes around and behind the text that curses draws. Sequences after ECMA-48; synchronized update after
/// the specification that terminals share (private mode 2026), which others ignore.
extension PaintPlan {
  static let beginUpdate = Array("\u{1b}[?2026h".utf8)
  static let endUpdate = Array("\u{1b}[?2026l".utf8)

  /// Paints the stripes. Cursor and attributes are afterwards what curses believes them to be.
  func appendStripes(to output: inout [UInt8]) {
    guard !stripes.isEmpty else { return }
    let saveCursor: [UInt8] = [0x1b, UInt8(ascii: "7")]
    let restoreCursor: [UInt8] = [0x1b, UInt8(ascii: "8")]
    let resetAttributes = Array("\u{1b}[m".utf8)

    output += saveCursor
    output += resetAttributes
    for stripe in stripes {
      output += "\u{1b}[\(stripe.row + 1);\(stripe.column + 1)H".utf8
      output += stripe.bytes
    }
    output += resetAttributes
    output += restoreCursor
  }
}
