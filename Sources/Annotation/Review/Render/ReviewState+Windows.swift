import Preferences
import Screen

extension ReviewState {
  func drawHelp(over frame: inout Frame, _ theme: Theme) {
    var below = self
    below.view.focus = .pair
    frame.drawHelp(keys.bindings(in: below.context), colors: colors, theme)
  }

  /// A window of keys, each with what it does and whether that is so, in columns as high as what is revealed: the
  /// pictures above it can still be looked at.
  private func drawChoices(
    _ entries: [KeyChoice], label: String, over frame: inout Frame, _ theme: Theme
  ) {
    let keyWidth = entries.map { VisibleText($0.key).width }.max() ?? 0
    let textWidth = entries.map { VisibleText($0.text).width }.max() ?? 0
    let wide = keyWidth + textWidth + 6
    // More columns than fit as wide as they would be only where they would be higher than the screen.
    let least = Self.columns(for: entries.count, height: size.height - 4)
    let wished = Self.columns(for: entries.count, height: detailsHeight - 2)
    let columns = max(least, min(wished, (size.width - 6) / wide))
    let width = min(wide, (size.width - 6) / columns)
    let rows = (entries.count + columns - 1) / columns
    let room = min(size.height - 2, max(detailsHeight, rows + 2))
    let area = Rect(column: 0, row: size.height - 2 - room, width: size.width, height: room)
    let wanted = Size(width: max(columns * width + 4, label.count + 8), height: rows + 2)
    let window = frame.openWindow(wanted, in: area, label: label, theme)
    let inside = window.inset(by: 1)
    let style = theme[.overlay]
    let key = Style(
      foreground: theme[.key].foreground, background: style.background, attributes: theme[.key].attributes)
    for (index, entry) in entries.enumerated() where index % max(1, rows) < inside.height {
      let (column, row) = (inside.column + 2 + index / rows * width, inside.row + index % rows)
      frame.write(entry.key, column: column, row: row, style: key)
      frame.write(entry.isOn ? "●" : " ", column: column + keyWidth + 1, row: row, style: key)
      let text = VisibleText(entry.text).truncated(to: max(0, width - keyWidth - 4))
      frame.write(text, column: column + keyWidth + 3, row: row, style: style)
    }
  }

  private static func columns(for count: Int, height: Int) -> Int {
    max(1, (count + max(1, height) - 1) / max(1, height))
  }

  private struct KeyChoice {
    let key: String
    let text: String
    var isOn = false
  }

  private var detailsHeight: Int {
    guard let current else { return 10 }
    let layout = ReviewLayout(size: size, prompt: current.item.comparison.prompt, hasDetails: true)
    return layout.verdict.height + layout.choices.height
  }

  func drawAdjudication(over frame: inout Frame, _ theme: Theme) {
    let standing = current?.review.adjudication?.outcome
    let rows = keys.bindings(in: .adjudicating).compactMap { binding -> KeyChoice? in
      guard let help = binding.help, binding.command != .quit else { return nil }
      return KeyChoice(
        key: binding.label ?? binding.keys.names, text: help,
        isOn: standing != nil && outcome(of: binding.command) == standing)
    }
    drawChoices(rows, label: "what is right", over: &frame, theme)
  }

  private func outcome(of command: Command) -> Outcome? {
    switch command {
    case .pick(let place): current.map { .preferred($0.candidates[place].image) }
    case .tie: .tie
    case .bothBad: .bothBad
    default: nil
    }
  }

  func drawTags(_ marked: [String], over frame: inout Frame, _ theme: Theme) {
    let tags = offeredTags.map { KeyChoice(key: "\($0.key)", text: $0.tag, isOn: marked.contains($0.tag)) }
    let ends = [KeyChoice(key: "Enter", text: "keep"), KeyChoice(key: "Esc", text: "leave")]
    drawChoices(tags + ends, label: "what is wrong", over: &frame, theme)
  }

  func drawFilter(over frame: inout Frame, _ theme: Theme) {
    let rows = keys.bindings(in: .filtering).compactMap { binding -> KeyChoice? in
      guard let help = binding.help, binding.command != .quit else { return nil }
      return KeyChoice(
        key: binding.keys.first.map { "\($0)" } ?? "", text: help + value(of: binding.command),
        isOn: isOn(binding.command))
    }
    drawChoices(rows, label: "show", over: &frame, theme)
  }

  private func value(of command: Command) -> String {
    switch command {
    case .nextTag: ": \(filter.tag ?? "any")"
    case .nextGenerator: ": \(filter.generator ?? "any")"
    default: ""
    }
  }

  private func isOn(_ command: Command) -> Bool {
    switch command {
    case .showAll: filter.kind == nil
    case .showModelWrong: filter.kind == .modelWrong
    case .showPeopleSplit: filter.kind == .peopleSplit
    case .toggleUnreviewed: filter.unreviewedOnly
    case .nextTag: filter.tag != nil
    case .nextGenerator: filter.generator != nil
    default: false
    }
  }
}
