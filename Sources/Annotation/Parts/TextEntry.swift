import Screen

/// A line of text that is being typed.
package struct TextEntry: Equatable, Sendable {
  package private(set) var text: String
  private let limit: Int

  init(_ text: String = "", limit: Int) {
    self.text = text
    self.limit = limit
  }

  enum End: Equatable {
    case kept(String)
    case left
  }

  /// - Returns: how it ended, if the key ended it.
  mutating func press(_ key: Key) -> End? {
    switch key {
    case .character(let character): type(String(character))
    case .backspace: text = String(text.dropLast())
    case .control("u"): text = ""
    case .escape, .control("c"): return .left
    case .enter: return .kept(text)
    default: break
    }
    return nil
  }

  mutating func type(_ typed: String) {
    text = String((text + typed).prefix(limit))
  }
}

extension Frame {
  /// Shows the end of a text that is too long.
  mutating func drawEntry(_ entry: TextEntry, label: String, in area: Rect, _ theme: Theme) {
    let column = write(label + " ", column: area.column + 1, row: area.row, style: theme[.key])
    let help = "Enter keep  Esc leave"
    let room = area.column + area.width - column - help.count - 5
    var shown = VisibleText(entry.text)
    while shown.width > room, !shown.glyphs.isEmpty {
      shown = VisibleText(glyphs: Array(shown.glyphs.dropFirst()))
    }
    let end = write(shown, column: column, row: area.row, style: theme[.text])
    write("▏", column: end, row: area.row, style: theme[.key])
    write(help, column: area.column + area.width - help.count - 2, row: area.row, style: theme[.quiet])
  }
}
