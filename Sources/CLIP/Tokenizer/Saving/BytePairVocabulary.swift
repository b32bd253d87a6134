/// A vocabulary of byte pairs on its way into files, in the order of OpenAI's: the bytes, the bytes that end a word, what
/// merges make, start and end of text.
package struct BytePairVocabulary: Hashable, Sendable {
  /// Two symbols each, the first to merge first.
  private let merges: [Pair]

  private struct Pair: Hashable {
    let left: [UInt8]
    let right: [UInt8]

    var merged: [UInt8] { left + right }

    func precedes(_ other: Pair) -> Bool {
      left != other.left
        ? left.lexicographicallyPrecedes(other.left) : right.lexicographicallyPrecedes(other.right)
    }
  }

  /// - Parameter merges: the bytes of a `merges.txt`.
  package init(merges: [UInt8], named file: String) throws(TokenizerFault) {
    var pairs: [Pair] = []
    try MergeLines.read(merges, file: file) { left, right throws(MergeLines.MergeError) in
      pairs.append(Pair(left: Array(left), right: Array(right)))
    }
    self.merges = pairs
  }

  /// Learns from prompts: merges the most frequent pair of symbols, again and again, as long as one comes twice
  /// (Sennrich, Haddow, Birch 2016, arXiv 1508.07909). Cost: that of their different words, once for each merge.
  /// - Parameter size: symbols at the most, with start and end of text; 514 at the least.
  package init(learning prompts: [String], size: Int) {
    var counts: [[UInt8]: Int] = [:]
    for prompt in prompts {
      let cleaned = TextCleaning.huggingFace.cleaned(prompt.unicodeScalars)
      var text = String.UnicodeScalarView()
      text.append(contentsOf: cleaned)
      let bytes = Array(String(text).utf8)
      for word in Words(bytes[...], dialect: .huggingFace) { counts[Array(word), default: 0] += 1 }
    }
    var words = counts.map { (symbols: Self.symbols(of: $0), count: $1) }
    var merges: [Pair] = []
    while merges.count < size - Self.symbolsWithoutMerges, let pair = Self.mostFrequentPair(of: words) {
      merges.append(pair)
      for index in words.indices { Self.merge(pair, in: &words[index].symbols) }
    }
    self.merges = merges
  }

  /// Bytes inside a word and at its end, start and end of text.
  private static let symbolsWithoutMerges = 2 * 256 + 2

  package var size: Int { Self.symbolsWithoutMerges + merges.count }

  /// `vocab.json`, as transformers has it.
  package var vocabularyFile: [UInt8] {
    let spellings = ByteAlphabet.order.map { ByteAlphabet.spellings[Int($0)] }
    let symbols =
      spellings + spellings.map { $0 + ByteAlphabet.endOfWord } + merges.map(\.merged)
      + [TokenizerFiles.startOfText, TokenizerFiles.endOfText].map { Array($0.utf8) }
    let members = symbols.enumerated().map { id, symbol in
      let text = String(decoding: symbol, as: UTF8.self).replacing("\\", with: "\\\\")
      return "\"\(text.replacing("\"", with: "\\\""))\":\(id)"
    }
    return Array("{\(members.joined(separator: ","))}\n".utf8)
  }

  /// `merges.txt`.
  package var mergesFile: [UInt8] {
    let lines = merges.map { $0.left + [UInt8(ascii: " ")] + $0.right }
    return Array((["#version: 0.2"].map { Array($0.utf8) } + lines).joined(separator: [UInt8(ascii: "\n")]))
      + [UInt8(ascii: "\n")]
  }

  private static func symbols(of word: [UInt8]) -> [[UInt8]] {
    var symbols = word.map { ByteAlphabet.spellings[Int($0)] }
    symbols[symbols.count - 1] += ByteAlphabet.endOfWord
    return symbols
  }

  /// Of pairs as frequent, the one whose bytes come first.
  private static func mostFrequentPair(of words: [(symbols: [[UInt8]], count: Int)]) -> Pair? {
    var counts: [Pair: Int] = [:]
    for (symbols, count) in words {
      for (left, right) in zip(symbols, symbols.dropFirst()) {
        counts[Pair(left: left, right: right), default: 0] += count
      }
    }
    let best = counts.max { first, second in
      first.value != second.value ? first.value < second.value : second.key.precedes(first.key)
    }
    return best.flatMap { $0.value > 1 ? $0.key : nil }
  }

  private static func merge(_ pair: Pair, in symbols: inout [[UInt8]]) {
    var index = 0
    while index + 1 < symbols.count {
      if symbols[index] == pair.left, symbols[index + 1] == pair.right {
        symbols[index] = pair.merged
        symbols.remove(at: index + 1)
      }
      index += 1
    }
  }
}
