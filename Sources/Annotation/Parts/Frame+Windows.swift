import Screen

extension Frame {
  /// Makes an empty window over whatever is there, in the middle of an area, or of the frame.
  mutating func openWindow(
    _ wanted: Size, in area: Rect? = nil, label: String, _ theme: Theme
  ) -> Rect {
    let window = (area ?? Rect(size)).centered(wanted)
    removeSlots(under: window)
    fill(window, style: theme[.overlay])
    box(window, label: label, style: theme[.overlay])
    return window
  }

  /// A window that says what keys do, and what to do about colours that are missing.
  mutating func drawHelp<Command, Context>(
    _ bindings: [KeyTable<Command, Context>.Binding], colors: ColorDepth, _ theme: Theme
  ) {
    var rows = bindings.compactMap { binding in
      binding.help.map { (keys: binding.label ?? binding.keys.names, help: $0) }
    }
    if let shortage = colors.shortage {
      // A label of its length would push the longest help out of a window on 80 columns.
      rows.insert((keys: "colours", help: "\(shortage); where more work: --colors truecolor"), at: 0)
    }
    let keyWidth = rows.map { VisibleText($0.keys).width }.max() ?? 0
    let textWidth = rows.map { VisibleText($0.help).width }.max() ?? 0
    let window = openWindow(
      Size(width: keyWidth + textWidth + 8, height: rows.count + 2), label: "help", theme)
    for (row, entry) in zip(window.inset(by: 1).rows, rows) {
      write(entry.keys, column: window.column + 3, row: row, style: theme[.key].on(theme[.overlay]))
      write(entry.help, column: window.column + keyWidth + 5, row: row, style: theme[.overlay])
    }
  }

  /// A window with a text, as much of it as fits.
  mutating func drawText(_ text: String, label: String, _ theme: Theme) {
    let lines = VisibleText(text).wrapped(to: size.width - 12)
    let height = min(lines.count + 2, size.height - 2)
    let window = openWindow(Size(width: size.width - 6, height: height), label: label, theme)
    for (row, line) in zip(window.inset(by: 1).rows, lines) {
      write(line, column: window.column + 3, row: row, style: theme[.overlay])
    }
  }

  /// A text in the middle of an area.
  mutating func drawMessage(_ text: String, in area: Rect, _ style: Style) {
    let lines = VisibleText(text).wrapped(to: area.width).prefix(area.height)
    let top = area.row + (area.height - lines.count) / 2
    for (index, line) in lines.enumerated() {
      let column = area.column + (area.width - line.width) / 2
      write(line, column: column, row: top + index, style: style)
    }
  }

  /// What is said where a screen does not fit.
  mutating func drawTooSmall(for least: Size, _ theme: Theme) {
    write("needs \(least.width)×\(least.height)", column: 0, row: 0, style: theme[.notice])
    write("this is \(size.width)×\(size.height)", column: 0, row: 1, style: theme[.quiet])
    write("q quit", column: 0, row: 2, style: theme[.quiet])
  }
}

extension [Key] {
  var names: String { map(\.description).joined(separator: " ") }
}

extension Style {
  /// This style on another one's ground.
  fileprivate func on(_ other: Style) -> Style {
    Style(foreground: foreground, background: other.background, attributes: attributes)
  }
}
