import Preferences
import Screen

extension AnnotateState {
  /// What keys do here, made from the key table.
  func drawHelp(over frame: inout Frame, _ theme: Theme) {
    let context = contextUnderWindow
    var rows = keys.bindings(in: context).map { binding in
      (keys: binding.keys.map(\.description).joined(separator: " "), help: binding.help)
    }
    if let digits = digitHelp(in: context) { rows.insert(digits, at: 0) }
    let keyWidth = rows.map { VisibleText($0.keys).width }.max() ?? 0
    let textWidth = rows.map { VisibleText($0.help).width }.max() ?? 0
    let window = open(
      Size(width: keyWidth + textWidth + 8, height: rows.count + 2), label: "help", over: &frame, theme)
    for (row, entry) in zip(window.inset(by: 1).rows, rows) {
      frame.write(entry.keys, column: window.column + 3, row: row, style: theme[.key].on(theme[.overlay]))
      frame.write(entry.help, column: window.column + keyWidth + 5, row: row, style: theme[.overlay])
    }
  }

  func drawFullPrompt(over frame: inout Frame, _ theme: Theme) {
    guard let prompt = current?.trial.prompt else { return }
    let lines = VisibleText(prompt.text).wrapped(to: size.width - 12)
    let height = min(lines.count + 2, size.height - 2)
    let window = open(Size(width: size.width - 6, height: height), label: "prompt", over: &frame, theme)
    for (row, line) in zip(window.inset(by: 1).rows, lines) {
      frame.write(line, column: window.column + 3, row: row, style: theme[.overlay])
    }
  }

  private func open(_ wanted: Size, label: String, over frame: inout Frame, _ theme: Theme) -> Rect {
    let window = Rect(size).centered(wanted)
    frame.removeSlots(under: window)
    frame.fill(window, style: theme[.overlay])
    frame.box(window, label: label, style: theme[.overlay])
    return window
  }

  private var contextUnderWindow: KeyContext {
    var below = self
    below.view.focus = .candidates
    return below.context
  }

  private func digitHelp(in context: KeyContext) -> (keys: String, help: String)? {
    switch context {
    case .pair: ("1 2", "prefer the first, the second candidate")
    case .best: ("1 … 9 0", "prefer candidate one to ten")
    case .rank: ("1 … 9 0", "rank candidate one to ten next, best first")
    case .zoom, .window, .idle: nil
    }
  }
}

extension Style {
  /// This style on another one's ground.
  fileprivate func on(_ other: Style) -> Style {
    Style(foreground: foreground, background: other.background, attributes: attributes)
  }
}
