import FoundationEssentials

/// JSON whose keys are in snake case, as all of konomi's are.
enum JSONText {
  /// Equal values make equal bytes.
  static func of(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    // What is encoded here are finite numbers, texts and lists of them.
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  /// - Returns: `nil` where the text is not of such a value.
  static func value<Value: Decodable>(_ type: Value.Type, in text: String) -> Value? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(type, from: Data(text.utf8))
  }
}
