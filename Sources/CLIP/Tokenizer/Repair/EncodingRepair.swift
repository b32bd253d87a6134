/// Reads text again that was read in the wrong encoding, where it shows signs of that.
struct EncodingRepair: Sendable {
  private let encodings = SingleByteEncoding.all
  private let lookalikes = UTF8Lookalikes(
    SingleByteEncoding.all.filter { $0.knowsLosses || $0.name == "latin-1" })

  /// Text may have been misread more than once. Each reading makes it shorter or rids it of C1 controls.
  func repaired(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var text = text
    while true {
      let once = repairedOnce(text)
      if once == text { return text }
      text = once
    }
  }

  private func repairedOnce(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard !text.allSatisfy(\.isASCII), GarbleSigns.isIn(text) else { return text }
    for encoding in encodings {
      if let bytes = encoding.encoded(text), let utf8 = BrokenUTF8.decoded(mended(bytes, of: encoding)) {
        return utf8
      }
    }

    let inPart = repairedInPart(text)
    if inPart != text { return inPart }
    return Windows1252.replacingControls(text)
  }

  private func mended(_ bytes: [UInt8], of encoding: SingleByteEncoding) -> [UInt8] {
    var bytes = bytes
    // In Macintosh's encoding it would take a dash and a space for a broken character.
    if encoding.name != "macroman" { bytes = BrokenUTF8.restoringNoBreakSpaces(bytes) }
    if encoding.knowsLosses { bytes = BrokenUTF8.replacingLosses(bytes) }
    return bytes
  }

  /// Where no encoding explains the whole text, parts that look like UTF-8 are repaired by themselves.
  private func repairedInPart(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var done = 0
    for stretch in lookalikes.stretches(text) where stretch.count < text.count {
      let part = Array(text[stretch])
      guard GarbleSigns.isIn(part) else { continue }
      result += text[done..<stretch.lowerBound] + repaired(part)
      done = stretch.upperBound
    }
    return result + text[done...]
  }
}
