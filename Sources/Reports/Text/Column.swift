import Screen

/// Text in a column of fixed width. Data in it can do no harm.
enum Column {
  /// Cut off where it is too long.
  static func left(_ text: String, _ width: Int) -> String {
    let visible = VisibleText(text).truncated(to: width)
    return visible.text + String(repeating: " ", count: max(0, width - visible.width))
  }

  static func right(_ text: String, _ width: Int) -> String {
    let visible = VisibleText(text).truncated(to: width)
    return String(repeating: " ", count: max(0, width - visible.width)) + visible.text
  }

  /// A label, whole, and what stands beside it: lines of the label that find no room in the first follow below.
  static func row(_ label: String, _ width: Int, _ rest: String) -> [String] {
    let indent = label.prefix { $0 == " " }.count
    // Spaces before a label set it below another; its further lines stand a little deeper.
    let lines = VisibleText(label).wrapped(to: width).map(\.text)
    guard let first = lines.first else { return [" " + String(repeating: " ", count: width) + rest] }
    let further = lines.dropFirst().joined(separator: " ")
    let below = VisibleText(further).wrapped(to: max(2, width - indent - 1)).map {
      String(repeating: " ", count: indent + 2) + $0.text
    }
    return [" " + left(first, width) + rest] + below
  }

  static func width(_ texts: some Sequence<String>) -> Int {
    texts.reduce(0) { max($0, VisibleText($1).width) }
  }
}
