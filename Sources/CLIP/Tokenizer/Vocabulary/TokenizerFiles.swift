import FoundationEssentials

/// A vocabulary as Hugging Face's libraries save it.
struct TokenizerFiles {
  let vocabulary: Vocabulary
  /// Marks that are looked for in the prompt as it is, and in the cleaned one.
  let rawMarks: Marks
  let cleanedMarks: Marks

  static let startOfText = "<|startoftext|>"
  static let endOfText = "<|endoftext|>"
  private static let addedLimit = 1_000

  /// - Parameter json: `tokenizer.json`. Read are the ids of `model.vocab`, `model.merges`, and of `added_tokens`
  ///   content, id and `normalized`.
  init(tokenizer json: [UInt8], file: String) throws(TokenizerFault) {
    let saved: SavedTokenizer = try Self.decoded(json, file: file)
    guard saved.model.type == nil || saved.model.type == "BPE" else {
      throw .damaged(file: file, place: "model.type", reason: "not BPE, which CLIP's tokenizers are")
    }
    try self.init(
      ids: saved.model.vocab, merges: saved.model.merges.pairs, added: saved.added_tokens ?? [], file: file,
      mergesFile: file)
  }

  /// - Parameters:
  ///   - json: `vocab.json`.
  ///   - merges: `merges.txt`.
  init(
    vocabulary json: [UInt8], file: String, merges: [UInt8], mergesFile: String
  ) throws(TokenizerFault) {
    let ids: [String: Int32] = try Self.decoded(json, file: file)
    var pairs: [(ArraySlice<UInt8>, ArraySlice<UInt8>)] = []
    try MergeLines.read(merges, file: mergesFile) { left, right throws(MergeLines.MergeError) in
      pairs.append((left, right))
    }
    try self.init(ids: ids, merges: pairs, added: [], file: file, mergesFile: mergesFile)
  }

  private init(
    ids: [String: Int32], merges: [(ArraySlice<UInt8>, ArraySlice<UInt8>)],
    added: [SavedTokenizer.AddedToken],
    file: String, mergesFile: String
  ) throws(TokenizerFault) {
    guard added.count <= Self.addedLimit else {
      throw .damaged(
        file: file, place: "added_tokens",
        reason: "more than \(Self.addedLimit), which take too long to look for")
    }
    var entries = SavedEntries(file: file, capacity: ids.count + added.count)
    for (text, id) in ids { try entries.add(text, id: id) }
    for token in added { try entries.add(token.content, id: token.id) }
    let start = try entries.symbol(Self.startOfText)
    let end = try entries.symbol(Self.endOfText)

    var table: [MergeTable.Merge] = []
    table.reserveCapacity(merges.count)
    for (rank, (left, right)) in merges.enumerated() {
      guard let first = entries.symbols.symbol(left), let second = entries.symbols.symbol(right),
        let merged = entries.symbols.symbol(left + right)
      else {
        throw .damaged(file: mergesFile, place: "merge \(rank + 1)", reason: "a symbol without id in \(file)")
      }
      table.append(MergeTable.Merge(left: first, right: second, merged: merged))
    }
    vocabulary = Vocabulary(
      symbols: entries.symbols, ids: entries.ids, merges: table, start: entries.ids[Int(start)],
      end: entries.ids[Int(end)], unknown: end)

    let marks = added.map { (text: Array($0.content.utf8), id: $0.id, isNormalized: $0.normalized ?? false) }
    let specials = [start, end].map { symbol in
      (text: Array(entries.symbols.bytes(of: symbol)), id: entries.ids[Int(symbol)], isNormalized: false)
    }
    let all = marks + specials.filter { special in !marks.contains { $0.text == special.text } }
    rawMarks = Marks(all.filter { !$0.isNormalized }.map { ($0.text, $0.id) })
    cleanedMarks = Marks(all.filter(\.isNormalized).map { ($0.text, $0.id) })
  }

  private static func decoded<Value: Decodable>(_ json: [UInt8], file: String) throws(TokenizerFault) -> Value
  {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(json))
    } catch let error as DecodingError {
      throw .damaged(file: file, place: error.place, reason: error.reason)
    } catch {
      throw .damaged(file: file, place: "the JSON", reason: "\(error)")
    }
  }
}
