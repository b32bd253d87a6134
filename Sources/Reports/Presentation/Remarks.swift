/// What must be read with some of the figures of a block, each said once below it and pointed at by a raised number.
struct Remarks {
  private(set) var texts: [String] = []

  /// What goes behind the figure; nothing without a remark.
  mutating func mark(_ remark: String?) -> String {
    guard let remark else { return "" }
    let place = texts.firstIndex(of: remark) ?? texts.count
    if place == texts.count { texts.append(remark) }
    return Self.raised(place + 1)
  }

  /// The remarks with their numbers, to stand below the block.
  var lines: [String] {
    texts.enumerated().map { "\(Self.raised($0.offset + 1)) \($0.element)" }
  }

  private static func raised(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String("\(number)".compactMap(\.wholeNumberValue).map { digits[$0] })
  }
}
