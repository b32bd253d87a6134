/// The symbols that words are spelled with, their ids, and how they merge.
struct Vocabulary: Sendable {
  /// One more than the highest id: how many rows the token embedding needs.
  let size: Int
  let start: Int32
  let end: Int32
  let merges: MergeTable
  /// By symbol.
  let ids: [Int32]
  /// The symbol of each byte inside a word, and at its end.
  let inner: [Int32]
  let last: [Int32]
}

extension Vocabulary {
  /// OpenAI's own: the bytes, the bytes that end a word, what merges make, start and end of text, in this order.
  ///
  /// - Parameter merges: the text of the merge table.
  init(openAI merges: [UInt8], file: String) throws(TokenizerFault) {
    var symbols = SymbolTable(capacity: 1 << 16)
    let spellings = ByteAlphabet.order.map { ByteAlphabet.spellings[Int($0)] }
    for spelling in spellings { _ = symbols.insert(spelling) }
    for spelling in spellings { _ = symbols.insert(spelling + ByteAlphabet.endOfWord) }

    var table: [MergeTable.Merge] = []
    table.reserveCapacity(1 << 16)
    try MergeLines.read(merges, file: file) { left, right throws(MergeLines.MergeError) in
      guard let first = symbols.symbol(left), let second = symbols.symbol(right) else {
        throw MergeLines.MergeError(reason: "a symbol that no line before makes")
      }
      let known = symbols.count
      let merged = symbols.insert(left + right)
      guard merged == known else { throw MergeLines.MergeError(reason: "makes a symbol that there is") }
      table.append(MergeTable.Merge(left: first, right: second, merged: merged))
    }
    self.init(
      symbols: symbols, ids: Array(0..<Int32(symbols.count)), merges: table,
      start: Int32(symbols.count), end: Int32(symbols.count) + 1, unknown: 0)
  }

  /// - Parameters:
  ///   - ids: of each symbol.
  ///   - unknown: the symbol for bytes that have none.
  init(
    symbols: SymbolTable, ids: [Int32], merges: [MergeTable.Merge], start: Int32, end: Int32, unknown: Int32
  ) {
    self.ids = ids
    self.start = start
    self.end = end
    size = Int(max(start, end, ids.max() ?? 0)) + 1
    self.merges = MergeTable(merges, symbols: symbols.count)
    inner = ByteAlphabet.spellings.map { symbols.symbol($0) ?? unknown }
    last = ByteAlphabet.spellings.map { symbols.symbol($0 + ByteAlphabet.endOfWord) ?? unknown }
  }
}
