/// Turns prompts into token ids as CLIP's text tower was trained on them: cleaned, split into words, and each word
/// spelled with the symbols of a vocabulary.
///
/// Equal to the Python implementations: open_clip's `SimpleTokenizer` for OpenAI's own vocabulary (`TextRepair` says
/// what is not covered), transformers' `CLIPTokenizer` for a vocabulary beside weights.
package struct Tokenizer: Sendable {
  private let vocabulary: Vocabulary
  private let cleaning: TextCleaning
  private let dialect: Words.Dialect
  private let rawMarks: Marks
  private let cleanedMarks: Marks
  /// The most tokens of a prompt, where that is less than a model's context.
  private var limit: Int?

  /// OpenAI's, from the bytes of its tables.
  package init(mergeTable: [UInt8], named mergesFile: String, entities: [UInt8], named entitiesFile: String)
    throws(TokenizerFault)
  {
    let references = try CharacterReferences(entities, file: entitiesFile)
    vocabulary = try Vocabulary(openAI: mergeTable, file: mergesFile)
    cleaning = .openAI(TextRepair(references: references), references)
    dialect = .openAI
    // That dialect finds its marks among the words.
    rawMarks = Marks([])
    cleanedMarks = Marks([])
  }

  /// From the bytes of a `tokenizer.json`.
  package init(tokenizer json: [UInt8], named file: String) throws(TokenizerFault) {
    self.init(try TokenizerFiles(tokenizer: json, file: file))
  }

  /// From the bytes of a `vocab.json` and a `merges.txt`.
  package init(vocabulary json: [UInt8], named file: String, merges: [UInt8], named mergesFile: String)
    throws(TokenizerFault)
  {
    self.init(try TokenizerFiles(vocabulary: json, file: file, merges: merges, mergesFile: mergesFile))
  }

  private init(_ files: TokenizerFiles) {
    vocabulary = files.vocabulary
    cleaning = .huggingFace
    dialect = .huggingFace
    rawMarks = files.rawMarks
    cleanedMarks = files.cleanedMarks
  }

  /// Whose way of cleaning and splitting it is; part of what a score depends on.
  package var name: String {
    (dialect == .openAI ? "openai" : "huggingface") + (limit.map { " up to \($0)" } ?? "")
  }

  /// The same with fewer tokens at the most.
  func limited(to tokens: Int) -> Tokenizer {
    var limited = self
    limited.limit = tokens
    return limited
  }

  /// The token that ends every prompt.
  package var end: Int32 { vocabulary.end }

  /// How many rows the token embedding needs: one more than the highest id.
  package var vocabularySize: Int { vocabulary.size }

  /// The ids of a prompt: start, at most `context` − 2 tokens, end. O(n log n) in the length of the prompt.
  ///
  /// - Parameter context: how many tokens the text tower takes, 77 in all CLIPs. Taken as 2 where it is less.
  package func tokens(of prompt: String, context: Int) -> PromptTokens {
    var tokens = TokensOfPrompt(vocabulary, context: max(2, min(context, limit ?? context)))
    var prompt = prompt
    prompt.withUTF8 { utf8 in
      for part in rawMarks.parts(of: utf8) {
        switch part {
        case .token(let id): tokens.append(id)
        case .text(let range):
          let text = UnsafeBufferPointer(rebasing: utf8[range])
          append(cleaning.cleanedIfPlain(text) ?? cleaned(text), to: &tokens)
        }
        if tokens.isFull { break }
      }
    }
    return tokens.finished()
  }

  /// The prompt as it is split into words; to see why ids are what they are.
  package func cleaned(_ prompt: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: cleaning.cleaned(prompt.unicodeScalars))
    return String(scalars)
  }

  private func cleaned(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    Array(cleaned(String(decoding: utf8, as: UTF8.self)).utf8)
  }

  private func append(_ text: [UInt8], to tokens: inout TokensOfPrompt) {
    let parts = text.withUnsafeBufferPointer { cleanedMarks.parts(of: $0) }
    for part in parts {
      switch part {
      case .token(let id): tokens.append(id)
      case .text(let range):
        for word in Words(text[range], dialect: dialect) {
          guard !tokens.isFull else { return }
          if let id = mark(word) { tokens.append(id) } else { tokens.append(word: word) }
        }
      }
    }
  }

  /// Start and end of text where they stand in a prompt for open_clip's tokenizer.
  private func mark(_ word: ArraySlice<UInt8>) -> Int32? {
    guard dialect == .openAI, word.first == UInt8(ascii: "<"), word.count > 1 else { return nil }
    if word.elementsEqual(dialect.marks[0]) { return vocabulary.start }
    return word.elementsEqual(dialect.marks[1]) ? vocabulary.end : nil
  }
}

/// The ids of a prompt while they are collected.
private struct TokensOfPrompt {
  private var ids: [Int32]
  private let end: Int32
  private let context: Int
  private var speller: BytePairs

  init(_ vocabulary: Vocabulary, context: Int) {
    ids = [vocabulary.start]
    end = vocabulary.end
    speller = BytePairs(vocabulary)
    self.context = context
  }

  /// Whether there is no room for the end, so that what comes now does not matter.
  var isFull: Bool { ids.count >= context }

  mutating func append(_ id: Int32) {
    ids.append(id)
  }

  mutating func append(word: ArraySlice<UInt8>) {
    speller.append(word, to: &ids)
  }

  consuming func finished() -> PromptTokens {
    let isTruncated = isFull
    ids.removeSubrange(min(ids.count, context - 1)...)
    ids.append(end)
    return PromptTokens(ids: ids, isTruncated: isTruncated)
  }
}
