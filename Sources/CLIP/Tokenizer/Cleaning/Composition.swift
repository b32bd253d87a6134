// The standard library keeps normalization to itself, though its own Foundation uses it in this way. What Foundation
// offers, `precomposedStringWithCanonicalMapping`, is not the normal form: it gives other ids for Indic letters.
@_spi(_Unicode) import Swift

/// Unicode's normal form C: letters and their marks as one character where there is one.
enum Composition {
  /// O(n log n).
  static func of(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    // Nothing below U+0300 composes or decomposes on its own.
    guard text.contains(where: { $0.value >= 0x300 }) else { return text }
    var string = String.UnicodeScalarView()
    string.append(contentsOf: withLongRunsSorted(text))
    return Array(String(string)._nfc)
  }

  /// From this length on a run of marks is sorted here.
  private static let longRun = 64

  /// The same text to Unicode, with the marks in canonical order where many follow each other: the standard library
  /// takes quadratic time to sort them, a minute for a megabyte.
  private static func withLongRunsSorted(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var sorted: [Unicode.Scalar] = []
    sorted.reserveCapacity(text.count)
    var run: [Unicode.Scalar] = []
    for scalar in text {
      let marks = Self.marks(scalar)
      if marks.isEmpty {
        sorted += inOrder(run)
        run.removeAll(keepingCapacity: true)
        sorted.append(scalar)
      } else {
        run += marks
      }
    }
    return sorted + inOrder(run)
  }

  private static func inOrder(_ run: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard run.count >= longRun else { return run }
    // Marks of one class stay in their order.
    var byClass = [[Unicode.Scalar]](repeating: [], count: 256)
    for mark in run { byClass[Int(mark.properties.canonicalCombiningClass.rawValue)].append(mark) }
    return Array(byClass.joined())
  }

  /// The marks that a scalar is, none for others. Three Tibetan vowels are in no class, but made of marks that are; the
  /// standard library sorts nothing past them.
  private static func marks(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar.value {
    case ..<0x300: []
    case 0xf73: ["\u{f71}", "\u{f72}"]
    case 0xf75: ["\u{f71}", "\u{f74}"]
    case 0xf81: ["\u{f71}", "\u{f80}"]
    default: scalar.properties.canonicalCombiningClass == .notReordered ? [] : [scalar]
    }
  }
}
