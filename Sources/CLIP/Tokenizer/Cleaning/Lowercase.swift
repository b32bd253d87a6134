/// Lower case by Unicode's full mapping: İ becomes i and a dot above.
enum Lowercase {
  /// - Parameter knowsFinalSigma: whether Σ at the end of a word becomes ς and not σ, as in Python.
  static func of(_ text: [Unicode.Scalar], knowsFinalSigma: Bool) -> [Unicode.Scalar] {
    var lower: [Unicode.Scalar] = []
    lower.reserveCapacity(text.count)
    for (place, scalar) in text.enumerated() {
      switch scalar.value {
      case 0x41...0x5a:
        lower.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
      case ..<0x80:
        lower.append(scalar)
      case 0x3a3:
        lower.append(knowsFinalSigma && endsWord(text, at: place) ? "ς" : "σ")
      default:
        lower.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return lower
  }

  /// Unicode's Final_Sigma: a cased letter stands before, and none behind, whatever case-ignorable is between.
  private static func endsWord(_ text: [Unicode.Scalar], at place: Int) -> Bool {
    func isCased(_ nearest: Unicode.Scalar?) -> Bool { nearest?.properties.isCased ?? false }
    let before = text[..<place].last { !$0.properties.isCaseIgnorable }
    let behind = text[(place + 1)...].first { !$0.properties.isCaseIgnorable }
    return isCased(before) && !isCased(behind)
  }
}
