import Screen

extension ColorDepth {
  /// What pictures are short of, in two words; `nil` where they have all colours.
  var shortage: String? {
    switch self {
    case .mono: "no colours"
    case .truecolor: nil
    default: "\(rawValue) colours"
    }
  }
}

extension Frame {
  /// What is judged and by whom, in the header, and behind it in a word or two what the terminal lacks: that is never
  /// cut.
  /// - Returns: the column behind it.
  mutating func drawTitle(
    _ title: String, badges: [String?], from start: Int, to end: Int, _ theme: Theme
  ) -> Int {
    let badge = badges.compactMap { $0 }.map { " · " + $0 }.joined()
    let shown = VisibleText(title).truncated(to: max(0, end - start - badge.count))
    let column = write(shown, column: start, row: 0, style: theme[.quiet])
    return write(badge, column: column, row: 0, style: theme[.notice])
  }
}
