import Screen

/// A line of parts that look different.
struct DetailLine {
  private(set) var parts: [(text: VisibleText, role: Theme.Role)] = []

  mutating func add(_ text: String, _ role: Theme.Role = .text) {
    parts.append((VisibleText(text), role))
  }
}

extension Frame {
  /// Writes a line into a row of an area, and marks where it is cut.
  mutating func draw(_ line: DetailLine, in area: Rect, row: Int, _ theme: Theme) {
    guard row < area.height else { return }
    var column = area.column + 1
    let end = area.column + area.width - 1
    for part in line.parts {
      let room = end - column
      guard room > 0 else { return }
      column = write(
        part.text.truncated(to: room), column: column, row: area.row + row, style: theme[part.role])
    }
  }

  /// A heading, and as many lines from `first` on as fit.
  mutating func drawList(_ lines: [DetailLine], label: String, from first: Int, in area: Rect, _ theme: Theme)
  {
    let room = area.height - 1
    let start = max(0, min(first, lines.count - room))
    let hidden = lines.count - start - room
    var heading = label
    if start > 0 { heading += " · \(start) above ↑" }
    if hidden > 0 { heading += " · \(hidden) more ↓" }
    let dashes = area.width - 5 - VisibleText(heading).width
    var rule = DetailLine()
    rule.add("─ \(heading) " + String(repeating: "─", count: max(0, dashes)), .border)
    draw(rule, in: area, row: 0, theme)
    for (row, line) in lines.dropFirst(start).prefix(room).enumerated() {
      draw(line, in: area, row: row + 1, theme)
    }
  }
}
