/// Splits cleaned text into words: letters, one digit, an English contraction, or what is none of these, as long as
/// it goes on. White space separates and is dropped.
///
/// Does what CLIP's regular expression does: `MARK|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`, tried
/// in this order at each place. `Dialect` says how implementations differ.
struct Words: Sequence, IteratorProtocol {
  enum Dialect {
    /// Python's `regex`, ignoring case: ſ is an s, and U+0345, which is an iota there, is in no class and is dropped.
    /// The marks are whole words.
    case openAI
    /// Case counts. The marks are split once more, into brackets and name.
    case huggingFace
  }

  private let text: ArraySlice<UInt8>
  private let dialect: Dialect
  private let marks: [[UInt8]]
  private var position: Int
  /// Where what is being read ends: the end of a mark or of the text.
  private var limit: Int

  /// - Parameter text: UTF-8, in lower case.
  init(_ text: ArraySlice<UInt8>, dialect: Dialect) {
    self.text = text
    position = text.startIndex
    self.dialect = dialect
    marks = dialect.marks
    limit = text.endIndex
  }

  /// The next word, as a part of the text.
  mutating func next() -> ArraySlice<UInt8>? {
    while position < text.endIndex {
      if position == limit { limit = text.endIndex }
      let start = position
      if let end = endOfMark() {
        switch dialect {
        case .openAI:
          position = end
          return text[start..<end]
        case .huggingFace:
          limit = end
        }
      } else if let end = endOfContraction() {
        position = end
        return text[start..<end]
      }
      let (kind, width) = classified(at: position)
      position += width
      switch kind {
      case .space: continue
      case .number: return text[start..<position]
      case .letter, .other:
        while position < limit {
          let (following, width) = classified(at: position)
          guard following == kind else { break }
          position += width
        }
        return text[start..<position]
      }
    }
    return nil
  }

  private func classified(at position: Int) -> (LetterClass, width: Int) {
    let byte = text[position]
    if byte < 0x80 { return (LetterClass(Unicode.Scalar(byte)), 1) }
    let width = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    var value = UInt32(byte) & (0xff >> (UInt32(width) + 1))
    for index in 1..<width { value = value << 6 | UInt32(text[position + index] & 0x3f) }
    guard let scalar = Unicode.Scalar(value) else { return (.space, width) }
    if dialect == .openAI, value == 0x345 { return (.space, width) }
    return (LetterClass(scalar), width)
  }

  private func endOfMark() -> Int? {
    guard text[position] == UInt8(ascii: "<") else { return nil }
    for mark in marks {
      if let end = end(of: mark) { return end }
    }
    return nil
  }

  private func endOfContraction() -> Int? {
    guard text[position] == UInt8(ascii: "'") else { return nil }
    for contraction in Self.contractions {
      if let end = end(of: contraction) { return end }
    }
    return nil
  }

  /// Where `word` ends if it stands at `position`.
  private func end(of word: [UInt8]) -> Int? {
    var place = position
    for byte in word {
      guard place < limit else { return nil }
      if text[place] == byte {
        place += 1
      } else if dialect == .openAI, byte == UInt8(ascii: "s"), text[place...].starts(with: Self.longS) {
        place += Self.longS.count
      } else {
        return nil
      }
    }
    return place
  }

  private static let longS = Array("ſ".utf8)
  private static let contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"].map { Array($0.utf8) }
}

extension Words.Dialect {
  /// What stands for start and end of text in a prompt.
  var marks: [[UInt8]] {
    switch self {
    case .openAI: Self.openAIMarks
    case .huggingFace: Self.huggingFaceMarks
    }
  }

  private static let openAIMarks = ["<start_of_text>", "<end_of_text>"].map { Array($0.utf8) }
  private static let huggingFaceMarks = ["<|startoftext|>", "<|endoftext|>"].map { Array($0.utf8) }
}
