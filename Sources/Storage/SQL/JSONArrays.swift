import Preferences

/// The two small JSON texts in the file: places such as `[1,0]`, and groups of images such as
/// `[["ab…"],["cd…","ef…"]]`, best first.
enum JSONArrays {
  static func text(places: [Int]) -> String {
    "[" + places.map(String.init).joined(separator: ",") + "]"
  }

  static func text(groups: [[ImageID]]) -> String {
    let groups = groups.map { "[" + $0.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
    return "[" + groups.joined(separator: ",") + "]"
  }

  /// - Throws: `StoreFault.inconsistent` for any other text than `text(places:)` makes.
  static func places(_ text: String) throws(StoreFault) -> [Int] {
    guard text.first == "[", text.last == "]" else { throw .inconsistent("\(text) are no places") }
    var places: [Int] = []
    for digits in text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false) {
      guard let place = Int(digits) else { throw .inconsistent("\(text) are no places") }
      places.append(place)
    }
    return places
  }

  /// - Throws: `StoreFault.inconsistent` for any other text than `text(groups:)` makes.
  static func groups(_ text: String) throws(StoreFault) -> [[ImageID]] {
    guard text.hasPrefix("[["), text.hasSuffix("]]") else { throw .inconsistent("\(text) is no ranking") }
    var groups: [[ImageID]] = []
    for group in text.dropFirst(2).dropLast(2).split(separator: "],[", omittingEmptySubsequences: false) {
      var images: [ImageID] = []
      for quoted in group.split(separator: ",", omittingEmptySubsequences: false) {
        guard quoted.first == "\"", quoted.last == "\"",
          let image = ImageID(hexadecimal: String(quoted.dropFirst().dropLast()))
        else { throw .inconsistent("\(text) is no ranking") }
        images.append(image)
      }
      groups.append(images)
    }
    return groups
  }
}
