/// What is done to a prompt before it is split into words.
enum TextCleaning: Sendable {
  /// As OpenAI's and open_clip's tokenizers do: repair, character references twice, white space, lower case with final
  /// sigma.
  case openAI(TextRepair, CharacterReferences)
  /// As transformers' CLIPTokenizer (5.24) does: normal form C, white space, lower case. What other normalizers a
  /// `tokenizer.json` names, that tokenizer does not heed either. Not equal are characters newer than Unicode 14, and
  /// U+1DF6, whose place in normal form C has changed since.
  case huggingFace

  /// The text that is split into words.
  func cleaned(_ prompt: some Collection<Unicode.Scalar>) -> [Unicode.Scalar] {
    switch self {
    case .openAI(let repair, let references):
      let text = references.unescaped(references.unescaped(repair.repaired(Array(prompt))))
      return Lowercase.of(WhiteSpace.collapsed(text), knowsFinalSigma: true)
    case .huggingFace:
      return Lowercase.of(Composition.of(Array(prompt)), knowsFinalSigma: false)
    }
  }

  /// The same for text that is plain, as most prompts are; `nil` where it is not. Much faster.
  ///
  /// Plain is ASCII without controls, and without `&` where that may begin a reference. White space is left as it is:
  /// splitting drops it.
  func cleanedIfPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let ampersand = UInt8(ascii: "&")
    let mayHoldReferences = if case .openAI = self { true } else { false }
    for byte in utf8 {
      let isPlain = 0x20...0x7e ~= byte || byte == 0x09 || byte == 0x0a || byte == 0x0c || byte == 0x0d
      guard isPlain, !(mayHoldReferences && byte == ampersand) else { return nil }
    }
    return utf8.map { 0x41...0x5a ~= $0 ? $0 + 0x20 : $0 }
  }
}
