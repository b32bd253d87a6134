import FoundationEssentials

/// What is read of a `tokenizer.json`.
struct SavedTokenizer: Decodable {
  struct AddedToken: Decodable {
    let id: Int32
    let content: String
    let normalized: Bool?
  }

  struct Model: Decodable {
    let type: String?
    let vocab: [String: Int32]
    let merges: Merges
  }

  /// Merges as `"a b"` or as `["a", "b"]`.
  struct Merges: Decodable {
    let pairs: [(ArraySlice<UInt8>, ArraySlice<UInt8>)]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      func pair(_ symbols: [ArraySlice<UInt8>], _ index: Int) throws -> (ArraySlice<UInt8>, ArraySlice<UInt8>)
      {
        guard symbols.count == 2, !symbols.contains(where: \.isEmpty) else {
          throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "merge \(index + 1) is no pair")
        }
        return (symbols[0], symbols[1])
      }
      if let lines = try? container.decode([String].self) {
        pairs = try lines.enumerated().map { index, line in
          try pair(
            Array(line.utf8).split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false), index)
        }
      } else {
        pairs = try container.decode([[String]].self).enumerated().map { index, symbols in
          try pair(symbols.map { Array($0.utf8)[...] }, index)
        }
      }
    }
  }

  let model: Model
  // The name is the file's.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  let added_tokens: [AddedToken]?
}

/// The entries of a saved vocabulary, checked against each other.
struct SavedEntries {
  private(set) var symbols: SymbolTable
  /// By symbol.
  private(set) var ids: [Int32] = []
  private var owners: [Int32: Int32] = [:]
  private let file: String

  init(file: String, capacity: Int) {
    self.file = file
    symbols = SymbolTable(capacity: capacity)
  }

  /// Entries may repeat, but not contradict each other.
  mutating func add(_ text: String, id: Int32) throws(TokenizerFault) {
    guard id >= 0, id < Int32.max else { throw damaged("an id is \(id)") }
    let symbol = symbols.insert(text.utf8)
    if Int(symbol) == ids.count { ids.append(id) }
    guard ids[Int(symbol)] == id else {
      throw damaged("one symbol has the ids \(ids[Int(symbol)]) and \(id)")
    }
    guard owners.updateValue(symbol, forKey: id) ?? symbol == symbol else {
      throw damaged("two symbols have the id \(id)")
    }
  }

  func symbol(_ text: String) throws(TokenizerFault) -> Int32 {
    guard let symbol = symbols.symbol(text.utf8) else {
      throw damaged("\(text) is missing, which CLIP's tokenizers have")
    }
    return symbol
  }

  private func damaged(_ reason: String) -> TokenizerFault {
    .damaged(file: file, place: "the vocabulary", reason: reason)
  }
}

extension DecodingError {
  var place: String {
    var keys = context.codingPath
    if case .keyNotFound(let key, _) = self { keys.append(key) }
    let path = keys.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return path.isEmpty ? "the JSON" : path.joined(separator: ".")
  }

  var reason: String { context.debugDescription }

  private var context: Context {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      context
    @unknown default: Context(codingPath: [], debugDescription: "it cannot be read")
    }
  }
}
