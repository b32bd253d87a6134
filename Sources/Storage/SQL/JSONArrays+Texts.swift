import FoundationEssentials
import Preferences

extension JSONArrays {
  /// Such as `["hands","six fingers"]`.
  static func text(texts: [String]) -> String {
    // Strings can always be encoded.
    guard let data = try? JSONEncoder().encode(texts) else { return "[]" }
    return String(decoding: data, as: UTF8.self)
  }

  /// - Throws: `StoreFault.inconsistent` for anything but an array of texts.
  static func texts(_ text: String) throws(StoreFault) -> [String] {
    do {
      return try JSONDecoder().decode([String].self, from: Data(text.utf8))
    } catch {
      throw .inconsistent("\(text) is no list of texts")
    }
  }
}
