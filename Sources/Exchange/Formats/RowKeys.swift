import FoundationEssentials

/// The keys of one row, in order.
struct RowKeys: Decodable {
  let names: [String]

  init(from decoder: any Decoder) throws {
    names = try decoder.container(keyedBy: ChoiceKeys.Key.self).allKeys.map(\.stringValue).sorted()
  }

  private init() {
    names = []
  }

  /// - Returns: `nil` where the row is no JSON; no keys where it is no object.
  init?(of row: [UInt8]) {
    if let keys = try? JSONDecoder().decode(RowKeys.self, from: Data(row)) {
      self = keys
    } else {
      guard (try? JSONDecoder().decode(AnyValue.self, from: Data(row))) != nil else { return nil }
      self.init()
    }
  }

  private struct AnyValue: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}
