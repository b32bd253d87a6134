import Screen

/// A key and what it does, in one or two words.
struct Hint {
  let key: String
  let text: String

  fileprivate var width: Int { VisibleText(key).width + 1 + VisibleText(text).width }
}

extension Frame {
  /// As many hints as fit; the last one always does.
  mutating func drawHints(_ hints: [Hint], in area: Rect, _ theme: Theme) {
    guard let last = hints.last else { return }
    var column = area.column + 1
    let end = area.column + area.width - 1 - last.width - 2
    for hint in hints.dropLast() where column + hint.width <= end {
      column = write(hint, column: column, row: area.row, theme) + 2
    }
    _ = write(last, column: column, row: area.row, theme)
  }

  private mutating func write(_ hint: Hint, column: Int, row: Int, _ theme: Theme) -> Int {
    let column = write(hint.key, column: column, row: row, style: theme[.key])
    return write(" " + hint.text, column: column, row: row, style: theme[.quiet])
  }
}
