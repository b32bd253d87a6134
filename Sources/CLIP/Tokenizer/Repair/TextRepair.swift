/// Makes text whole as the Python library ftfy (6.3.1, by Robyn Speer) does by default, which CLIP's tokenizer runs
/// over every prompt before anything else.
///
/// Covered is all that it does:
/// - character references closed by a semicolon, in text without `<`;
/// - UTF-8 read as Latin-1, Windows-125{0,1,2,3,4,7}, ISO-8859-2, Macintosh or code page 437, once or more often, whole or
///   in part, with no-break spaces turned to spaces and lost bytes; C1 controls as Windows-1252;
/// - Latin ligatures, full and half width, curly quotation marks, line breaks, terminal colours, control characters,
///   normal form C.
///
/// Not covered:
/// - lone surrogates, which a Swift string cannot hold;
/// - more than 64 rounds over a line, where ftfy goes on until nothing changes: `&amp;` nested deeper than that stays;
/// - two slips of ftfy at the very end of a line, where a pattern's `$` also stands before the line feed: it takes C0, or
///   five bytes of a surrogate pair, for whole there;
/// - characters newer than Unicode 14, which Python 3.11 goes by, and U+1171E, whose category has changed since.
struct TextRepair: Sendable {
  private let references: CharacterReferences
  private let encodings = EncodingRepair()

  init(references: CharacterReferences) {
    self.references = references
  }

  private static let roundLimit = 64
  private static let lineLimit = 1_000_000

  func repaired(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var repairedText: [Unicode.Scalar] = []
    var start = 0
    var isMarkup = false
    while start < text.count {
      let lineEnd = text[start...].firstIndex(of: "\n").map { $0 + 1 } ?? text.count
      let end = min(lineEnd, start + Self.lineLimit)
      let line = Array(text[start..<end])
      isMarkup = isMarkup || line.contains("<")
      repairedText += repaired(line: line, isMarkup: isMarkup)
      start = end
    }
    return repairedText
  }

  /// One step may uncover work for another, so that all are done until nothing changes.
  private func repaired(line: [Unicode.Scalar], isMarkup: Bool) -> [Unicode.Scalar] {
    var line = line
    for _ in 0..<Self.roundLimit {
      let before = line
      if !isMarkup { line = references.unescapedWhereClosed(line) }
      line = Windows1252.replacingControls(encodings.repaired(line))
      line = Composition.of(CharacterForms.usual(line))
      if line == before { break }
    }
    return line
  }
}
