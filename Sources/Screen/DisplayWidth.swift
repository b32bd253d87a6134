/// How many cells text takes in a terminal.
///
/// Wide are the blocks that Unicode's East Asian Width (UAX #11) calls W or F, given as ranges of blocks,
/// and characters shown as emoji by default; marks that sit on the character before them take none.
package enum DisplayWidth {
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    return scalar.properties.isEmojiPresentation || isInWideBlock(scalar.value) ? 2 : 1
  }

  private static func isInWideBlock(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wideBlocks.count
    while low < high {
      let middle = (low + high) / 2
      if wideBlocks[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideBlocks.count && wideBlocks[low].contains(value)
  }

  private static let wideBlocks: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0xa4cf,
    0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60,
    0xffe0...0xffe6, 0x16fe0...0x18aff, 0x1b000...0x1b2ff, 0x1f200...0x1f2ff, 0x20000...0x2fffd,
    0x30000...0x3fffd,
  ]
}
